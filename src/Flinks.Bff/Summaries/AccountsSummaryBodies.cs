using System.Text.Json;
using System.Text.Json.Serialization;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Summaries;

/// <summary>200: everything about a summary but the accounts themselves.</summary>
public abstract record AccountsSummaryHead
{
    /// <summary>The connection whose accounts these are.</summary>
    [JsonPropertyOrder(-10)]
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>Always `ready`.</summary>
    [JsonPropertyOrder(-9)]
    [OneOf("ready")]
    public RetrievalState State { get; init; } = RetrievalState.Ready;

    /// <summary>Always `cached`: a summary never asks the bank.</summary>
    [JsonPropertyOrder(-8)]
    [OneOf("cached")]
    public DataSource Source { get; init; } = DataSource.Cached;

    /// <summary>When we received it, UTC.</summary>
    [JsonPropertyOrder(-7)]
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>When Flinks last read the bank, UTC; null when unknown.</summary>
    [JsonPropertyOrder(-6)]
    public required DateTimeOffset? LastRefreshedAt { get; init; }

    /// <summary>The bank; null if Flinks did not name it.</summary>
    [JsonPropertyOrder(-5)]
    public required InstitutionSummary? Institution { get; init; }

    /// <summary>`none`, or `connect` where the accounts are the last that could be had because the bank no longer accepts the login.</summary>
    [JsonPropertyOrder(10)]
    public required NextAction NextAction { get; init; }
}

/// <summary>200: a connection's accounts without their transactions.</summary>
public sealed record AccountsSummary : AccountsSummaryHead
{
    /// <summary>The accounts that the user shares, in Flinks' order. `transactions` is empty, and what a summary does not name is null.</summary>
    public required IReadOnlyList<AccountBody> Accounts { get; init; }
}

/// <summary><see cref="AccountsSummary"/> as it is written: amounts keep the digits that Flinks sent.</summary>
public sealed record WrittenAccountsSummary : AccountsSummaryHead
{
    public required JsonElement Accounts { get; init; }
}
