using System.Text.Json;
using System.Text.Json.Serialization;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Client;

namespace Flinks.Bff.ConnectSessions;

/// <summary>What a session's address says beyond its language and bank; kept so that a repeated call gives the same address with a fresh token.</summary>
public sealed record ConnectSessionSettings
{
    public const string DefaultLanguage = "en";

    public static readonly string Default = JsonSerializer.Serialize(new ConnectSessionSettings(), ConnectSessionJson.Default.ConnectSessionSettings);

    public AccountSelector? AccountSelector { get; init; }

    public bool? ScheduleRefresh { get; init; }

    public DataOptions? Options { get; init; }

    /// <summary>The person signs in on the bank's own site, without the widget: nothing has been collected when they come back.</summary>
    public bool IsOAuth { get; init; }

    public static ConnectSessionSettings Parse(string json) =>
        JsonSerializer.Deserialize(json, ConnectSessionJson.Default.ConnectSessionSettings) ?? new ConnectSessionSettings();

    public string ToJson() => JsonSerializer.Serialize(this, ConnectSessionJson.Default.ConnectSessionSettings);
}

/// <summary>The widget's page on which the person ticks the accounts that they share.</summary>
public sealed record AccountSelector
{
    /// <summary>Whether the page is shown. Default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether several accounts may be ticked. Default: as Flinks has it.</summary>
    public bool? Multiple { get; init; }

    /// <summary>Only accounts in this currency; null means any.</summary>
    [OneOf("cad", "usd")]
    public string? Currency { get; init; }

    /// <summary>Whether all accounts are shown, not only the day-to-day ones. Default: as Flinks has it.</summary>
    public bool? ShowAllAccounts { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConnectSessionSettings))]
public sealed partial class ConnectSessionJson : JsonSerializerContext;
