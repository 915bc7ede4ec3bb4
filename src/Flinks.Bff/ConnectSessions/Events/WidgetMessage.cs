using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>
/// What we know of one message of the widget (flinks/connect.md 5). It has no place for a loginId, a RequestId, an address, an answer, or
/// any text that we do not know the form of: a browser can put anything anywhere.
/// </summary>
/// <param name="Name">Its <c>step</c>, else its <c>flinksCode</c>, else <see cref="Unknown"/>.</param>
public sealed record WidgetMessage([property: JsonIgnore] string Name)
{
    /// <summary>The name of a message that has none, or one that could be anything.</summary>
    public const string Unknown = "unknown";

    public const string Redirect = "REDIRECT";

    /// <summary>The bank that it is about.</summary>
    public string? Institution { get; init; }

    /// <summary>Where it stands beside a step.</summary>
    public string? FlinksCode { get; init; }

    /// <summary>Of the list of banks.</summary>
    public bool? Cached { get; init; }

    /// <summary>Accounts that there are.</summary>
    public int? TotalAccounts { get; init; }

    /// <summary>Accounts that the person was shown.</summary>
    public int? DisplayedAccounts { get; init; }

    /// <summary>Accounts that the person ticked.</summary>
    public int? SelectedAccounts => AccountIds?.Count;

    /// <summary>Kinds of question that the bank asks.</summary>
    public IReadOnlyList<string>? MfaTypes { get; init; }

    /// <summary>The accounts that the person ticked. Not part of what is told of the message.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid>? AccountIds { get; init; }

    public override string ToString() => Name;

    /// <summary>What it says beyond its name, as a JSON object; null if that is nothing.</summary>
    public string? Detail()
    {
        var told = JsonSerializer.Serialize(this, WidgetMessageJson.Default.WidgetMessage);
        return told == "{}" ? null : told;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WidgetMessage))]
internal sealed partial class WidgetMessageJson : JsonSerializerContext;
