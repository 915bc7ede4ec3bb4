using System.Text.Json.Serialization;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Retrievals;

/// <summary>200: everything about the data but the accounts themselves.</summary>
public record RetrievalReady
{
    [JsonPropertyOrder(-10)]
    public required ConnectionId ConnectionId { get; init; }

    [JsonPropertyOrder(-9)]
    public required RetrievalId RetrievalId { get; init; }

    /// <summary>Always <c>ready</c>.</summary>
    [JsonPropertyOrder(-8)]
    public RetrievalState State { get; init; } = RetrievalState.Ready;

    /// <summary>What was asked for, or where the data came from.</summary>
    [JsonPropertyOrder(-7)]
    public required DataSource Source { get; init; }

    /// <summary>When we received the data, UTC.</summary>
    [JsonPropertyOrder(-6)]
    public required DateTimeOffset? AsOf { get; init; }

    /// <summary>When Flinks last read the bank, UTC; null when unknown.</summary>
    [JsonPropertyOrder(-5)]
    public required DateTimeOffset? LastRefreshedAt { get; init; }

    [JsonPropertyOrder(-4)]
    public required InstitutionSummary? Institution { get; init; }

    [JsonPropertyOrder(10)]
    public required NextAction NextAction { get; init; }
}

/// <summary>200: a connection's accounts. Describes what <see cref="RetrievalReady"/> and the accounts' JSON text are together.</summary>
public sealed record RetrievedAccounts : RetrievalReady
{
    public required IReadOnlyList<AccountBody> Accounts { get; init; }
}

/// <summary>Where data came from.</summary>
public enum DataSource
{
    /// <summary>The bank was asked.</summary>
    Live,

    /// <summary>Flinks' stored data were asked for.</summary>
    Cached,

    /// <summary>Flinks sent them by itself.</summary>
    Webhook,

    /// <summary>An answer given before, still fresh: Flinks was not asked.</summary>
    Stored,
}

/// <summary>The bank.</summary>
/// <param name="Id">Flinks' number of the institution.</param>
/// <param name="Name">Its name as Flinks writes it.</param>
public sealed record InstitutionSummary(int? Id, string? Name)
{
    public static InstitutionSummary? Of(Connection connection) =>
        connection is { InstitutionId: null, InstitutionName: null } ? null : new(connection.InstitutionId, connection.InstitutionName);
}

/// <summary>One account. Amounts are in the account's currency, with the digits Flinks sent.</summary>
public sealed record AccountBody
{
    /// <summary>Stable for the login.</summary>
    public required Guid? AccountId { get; init; }

    /// <summary>The bank's own name for the account.</summary>
    public required string? Title { get; init; }

    /// <summary>The broad group: <c>Operations</c>, <c>Credits</c>, <c>Products</c>, <c>Other</c>, or one to come.</summary>
    public required string? Category { get; init; }

    /// <summary>The precise kind, such as <c>Chequing</c>; an open set.</summary>
    public required string? Type { get; init; }

    /// <summary><c>CAD</c> or <c>USD</c>.</summary>
    public required string? Currency { get; init; }

    /// <summary><c>Personal</c> or <c>Business</c>.</summary>
    public required string? AccountType { get; init; }

    public required string? AccountNumber { get; init; }

    /// <summary>Five digits in Canada, leading zeros kept.</summary>
    public required string? TransitNumber { get; init; }

    /// <summary>Three digits in Canada, leading zeros kept.</summary>
    public required string? InstitutionNumber { get; init; }

    public required string? LastFourDigits { get; init; }

    public required BalanceBody Balance { get; init; }

    public required decimal? OverdraftLimit { get; init; }

    /// <summary>0 to 1: how often such accounts of this bank give all numbers needed for EFT. Null unless Flinks sent it.</summary>
    public required decimal? EftEligibleRatio { get; init; }

    public required HolderBody? Holder { get; init; }

    /// <summary>Posted transactions, in Flinks' order, which is not promised.</summary>
    public required IReadOnlyList<TransactionBody> Transactions { get; init; }
}

/// <summary>Balances in the account's currency.</summary>
/// <param name="Current">Posted only.</param>
/// <param name="Available">Posted and authorised.</param>
/// <param name="Limit">The most that may be debited.</param>
public sealed record BalanceBody(decimal? Current, decimal? Available, decimal? Limit);

/// <summary>Who holds the account, as the bank knows them.</summary>
public sealed record HolderBody(string? Name, string? Email, string? PhoneNumber, AddressBody? Address);

/// <summary>A postal address in the bank's own writing.</summary>
public sealed record AddressBody(string? CivicAddress, string? City, string? Province, string? PostalCode, string? PoBox, string? Country);

/// <summary>One posted transaction.</summary>
/// <param name="TransactionId">Stable for the login.</param>
/// <param name="Date"><c>YYYY-MM-DD</c>.</param>
/// <param name="Description">The bank's text.</param>
/// <param name="Debit">Money out, positive. Both columns may be set.</param>
/// <param name="Credit">Money in, positive.</param>
/// <param name="Balance">Running balance after the row.</param>
public sealed record TransactionBody(Guid? TransactionId, string? Date, string? Description, decimal? Debit, decimal? Credit, decimal? Balance);

/// <summary>202: Flinks is at work. Do <see cref="NextAction"/>.</summary>
public sealed record RetrievalPending
{
    public required ConnectionId ConnectionId { get; init; }

    public required RetrievalId RetrievalId { get; init; }

    /// <summary><c>authorizing</c>, <c>busy</c> or <c>collecting</c>.</summary>
    public required RetrievalState State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it is given up if Flinks does not finish, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The retrieval's moves as a stream of events.</summary>
    public required string EventsUrl { get; init; }

    public required NextAction NextAction { get; init; }
}

/// <summary>203: the bank asks the person something. Open <c>resume.url</c>, or ask the challenges yourself.</summary>
public sealed record MfaRequired
{
    public required ConnectionId ConnectionId { get; init; }

    public required RetrievalId RetrievalId { get; init; }

    /// <summary>Always <c>mfaRequired</c>.</summary>
    public RetrievalState State { get; init; } = RetrievalState.MfaRequired;

    /// <summary>The last answer was wrong.</summary>
    public required bool Retry { get; init; }

    /// <summary>Flinks' word for what was wrong, if it gave one.</summary>
    public required string? FlinksCode { get; init; }

    public required ResumeBody Resume { get; init; }

    public required IReadOnlyList<SecurityChallengeBody> SecurityChallenges { get; init; }

    public required NextAction NextAction { get; init; }
}

/// <summary>How the person goes on in the widget.</summary>
/// <param name="Url">The signed Connect address, for one opening. Null on a GET: POST to the retrieval's <c>resume-url</c>.</param>
/// <param name="ExpiresAt">Until when the address works, or, without one, until when the person may answer, UTC.</param>
/// <param name="MessageOrigin">The only origin whose messages may be believed.</param>
public sealed record ResumeBody(string? Url, DateTimeOffset? ExpiresAt, string MessageOrigin);

/// <summary>A bank's question.</summary>
/// <param name="Prompt">The question; also, byte for byte, the key of its answer.</param>
/// <param name="Type"><c>QuestionAndAnswer</c>, <c>MultipleChoice</c>, <c>MultipleChoiceMultipleAnswers</c>, <c>TextOrCall</c>, <c>ImageSelection</c> or one to come.</param>
/// <param name="Choices">What to choose from.</param>
/// <param name="Images">Base64 pictures to choose from.</param>
public sealed record SecurityChallengeBody(string Prompt, string Type, IReadOnlyList<string> Choices, IReadOnlyList<string> Images);
