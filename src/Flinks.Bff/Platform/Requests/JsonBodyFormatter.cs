using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Flinks.Bff.Platform.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace Flinks.Bff.Platform.Requests;

/// <summary>
/// Reads JSON bodies and names the member that is wrong. The framework's own formatter tells it only in a sentence that repeats what the
/// caller sent.
/// </summary>
public sealed class JsonBodyFormatter : InputFormatter
{
    public JsonBodyFormatter() => SupportedMediaTypes.Add(MediaTypeNames.Application.Json);

    /// <summary>No body is of no type: it is missing, not of the wrong type.</summary>
    public override bool CanRead(InputFormatterContext context) => base.CanRead(context) || IsMissing(context.HttpContext);

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context)
    {
        var body = await ReadWholeAsync(context.HttpContext);
        if (body.Length == 0)
        {
            return InputFormatterResult.NoValue();
        }

        var type = BffJson.Requests.GetTypeInfo(context.ModelType);
        try
        {
            var json = new Utf8JsonReader(body);
            var model = JsonSerializer.Deserialize(ref json, type);
            RefuseTrailing(ref json);
            return model is null ? InputFormatterResult.NoValue() : InputFormatterResult.Success(model);
        }
        catch (JsonException exception)
        {
            using var document = TryParse(new Utf8JsonReader(body));
            foreach (var (member, complaint) in Complaints(document, type, exception))
            {
                context.ModelState.TryAddModelError(member, complaint);
            }

            return InputFormatterResult.Failure();
        }
    }

    /// <summary>In one piece: a body of several that ends within a word (<c>nul</c>) is a fault of the framework's reader, and not refused by it.</summary>
    private static async Task<byte[]> ReadWholeAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync(context.RequestAborted);
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(context.RequestAborted);
        }

        var body = read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        return body;
    }

    private static bool IsMissing(HttpContext context) =>
        string.IsNullOrEmpty(context.Request.ContentType) && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };

    private static IReadOnlyList<(string Member, string Complaint)> Complaints(JsonDocument? document, JsonTypeInfo type, JsonException exception)
    {
        if (document is null)
        {
            return [("body", "Not well-formed JSON.")];
        }

        var missing = Missing(document, type);
        return missing.Count > 0
            ? [.. missing.Select(member => (member, "Is required."))]
            : [(JsonMembers.At(exception.Path, type), "Is not a valid value.")];
    }

    private static List<string> Missing(JsonDocument document, JsonTypeInfo type)
    {
        try
        {
            return [.. JsonMembers.Missing(document.RootElement, type)];
        }
        catch (InvalidOperationException)
        {
            // A name with half of a surrogate pair, which no text can hold: what was refused is all that can be said.
            return [];
        }
    }

    private static JsonDocument? TryParse(Utf8JsonReader json)
    {
        try
        {
            var document = JsonDocument.ParseValue(ref json);
            RefuseTrailing(ref json);
            return document;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void RefuseTrailing(ref Utf8JsonReader json)
    {
        // Reading on throws by itself when anything but blanks follows the value.
        if (json.Read())
        {
            throw new JsonException("More than one value.");
        }
    }
}
