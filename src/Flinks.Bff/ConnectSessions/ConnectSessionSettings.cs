using System.Text.Json;
using System.Text.Json.Serialization;
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

    public static ConnectSessionSettings Parse(string json) =>
        JsonSerializer.Deserialize(json, ConnectSessionJson.Default.ConnectSessionSettings) ?? new ConnectSessionSettings();

    public string ToJson() => JsonSerializer.Serialize(this, ConnectSessionJson.Default.ConnectSessionSettings);
}

/// <summary>The widget's page on which the person ticks accounts (flinks/connect.md 3.4).</summary>
public sealed record AccountSelector
{
    /// <summary>Shows the page.</summary>
    public bool Enabled { get; init; }

    /// <summary>Several accounts may be ticked.</summary>
    public bool? Multiple { get; init; }

    /// <summary>Only accounts in this currency: <c>cad</c> or <c>usd</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>All accounts, not only the day-to-day ones.</summary>
    public bool? ShowAllAccounts { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConnectSessionSettings))]
public sealed partial class ConnectSessionJson : JsonSerializerContext;
