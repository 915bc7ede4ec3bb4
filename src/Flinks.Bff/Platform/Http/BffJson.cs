using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flinks.Bff.Platform.Http;

/// <summary>How our JSON looks, in both directions.</summary>
public static class BffJson
{
    /// <summary>What we answer: camelCase, enums as words, nulls written.</summary>
    public static readonly JsonSerializerOptions Answers = Frozen(new JsonSerializerOptions());

    /// <summary>What we take: the same, but a null or a second copy of a member is refused where the type has no place for it.</summary>
    public static readonly JsonSerializerOptions Requests = Frozen(new JsonSerializerOptions
    {
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    });

    /// <summary>Gives the options of somebody else (MVC, Swashbuckle) our shape.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        // Names of people and places stay readable. Safe, as our JSON is never part of a page and always sent with nosniff.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new InstantJsonConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
