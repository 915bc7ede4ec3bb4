using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;

namespace Flinks.Bff.Retrievals;

/// <summary>200: everything about the data but the accounts themselves.</summary>
public record RetrievalReady
{
    /// <summary>The connection whose data these are.</summary>
    [JsonPropertyOrder(-10)]
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>The retrieval that brought them.</summary>
    [JsonPropertyOrder(-9)]
    public required RetrievalId RetrievalId { get; init; }

    /// <summary>Always `ready`.</summary>
    [JsonPropertyOrder(-8)]
    [OneOf("ready")]
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

    /// <summary>The bank; null if Flinks did not name it.</summary>
    [JsonPropertyOrder(-4)]
    public required InstitutionSummary? Institution { get; init; }

    /// <summary>`none`, or `connect` where the data are the last that could be had because the bank no longer accepts the login.</summary>
    [JsonPropertyOrder(10)]
    public required NextAction NextAction { get; init; }
}

/// <summary>200: a connection's accounts, and where they come from.</summary>
public sealed record RetrievedAccounts : RetrievalReady
{
    /// <summary>The accounts, in Flinks' order, limited to those that were asked for.</summary>
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
/// <param name="Id">Flinks' number of the institution; null if it gave none.</param>
/// <param name="Name">Its name as Flinks writes it; null if it gave none.</param>
public sealed record InstitutionSummary(int? Id, string? Name)
{
    public static InstitutionSummary? Of(Connection connection) =>
        connection is { InstitutionId: null, InstitutionName: null } ? null : new(connection.InstitutionId, connection.InstitutionName);
}

/// <summary>One account. Amounts are decimal numbers in the account's currency, with the digits Flinks sent. Null: Flinks sent nothing, or it was not asked for.</summary>
public sealed record AccountBody
{
    /// <summary>Names the account; stable for the login.</summary>
    public required Guid? AccountId { get; init; }

    /// <summary>The bank's own name for the account.</summary>
    public required string? Title { get; init; }

    /// <summary>The broad group: <c>Operations</c>, <c>Credits</c>, <c>Products</c>, <c>Other</c>, or one to come.</summary>
    public required string? Category { get; init; }

    /// <summary>The precise kind, such as <c>Chequing</c>; an open set.</summary>
    public required string? Type { get; init; }

    /// <summary>ISO 4217 code: `CAD` or `USD`.</summary>
    public required string? Currency { get; init; }

    /// <summary>`Personal` or `Business`; an open set.</summary>
    public required string? AccountType { get; init; }

    /// <summary>The account number as the bank writes it: text, leading zeros kept.</summary>
    public required string? AccountNumber { get; init; }

    /// <summary>Five digits in Canada, leading zeros kept.</summary>
    public required string? TransitNumber { get; init; }

    /// <summary>Three digits in Canada, leading zeros kept.</summary>
    public required string? InstitutionNumber { get; init; }

    /// <summary>The last four digits of the card or account number.</summary>
    public required string? LastFourDigits { get; init; }

    /// <summary>What is on it.</summary>
    public required BalanceBody Balance { get; init; }

    /// <summary>How far it may be overdrawn.</summary>
    public required decimal? OverdraftLimit { get; init; }

    /// <summary>0 to 1: how often such accounts of this bank give all numbers needed for EFT. Null unless Flinks sent it.</summary>
    public required decimal? EftEligibleRatio { get; init; }

    /// <summary>Who holds it, as the bank knows them; null without `withKyc`.</summary>
    public required HolderBody? Holder { get; init; }

    /// <summary>Posted transactions of the days asked for, in Flinks' order, which is not promised.</summary>
    public required IReadOnlyList<TransactionBody> Transactions { get; init; }
}

/// <summary>Balances in the account's currency.</summary>
/// <param name="Current">What is posted.</param>
/// <param name="Available">What is posted and authorised: what can be spent.</param>
/// <param name="Limit">The most that may be debited, such as a credit limit.</param>
public sealed record BalanceBody(decimal? Current, decimal? Available, decimal? Limit);

/// <summary>Who holds the account, as the bank knows them.</summary>
/// <param name="Name">Their full name.</param>
/// <param name="Email">Their e-mail address.</param>
/// <param name="PhoneNumber">Their phone number, in the bank's own writing.</param>
/// <param name="Address">Where they live; null if the bank sent none.</param>
public sealed record HolderBody(string? Name, string? Email, string? PhoneNumber, AddressBody? Address);

/// <summary>A postal address in the bank's own writing.</summary>
/// <param name="CivicAddress">Number and street.</param>
/// <param name="City">The city.</param>
/// <param name="Province">The province, usually by its two letters.</param>
/// <param name="PostalCode">The postal code.</param>
/// <param name="PoBox">The post-office box.</param>
/// <param name="Country">The country, usually by its two letters.</param>
public sealed record AddressBody(string? CivicAddress, string? City, string? Province, string? PostalCode, string? PoBox, string? Country);

/// <summary>One posted transaction.</summary>
/// <param name="TransactionId">Names the transaction; stable for the login.</param>
/// <param name="Date">The day it was posted, `YYYY-MM-DD`.</param>
/// <param name="Description">The bank's text.</param>
/// <param name="Debit">Money out, a positive amount in the account's currency; null if none. Both columns may be set.</param>
/// <param name="Credit">Money in, a positive amount in the account's currency; null if none.</param>
/// <param name="Balance">The balance after it; null if the bank sent none.</param>
public sealed record TransactionBody(
    Guid? TransactionId, [property: DataType(DataType.Date)] string? Date, string? Description, decimal? Debit, decimal? Credit, decimal? Balance);

/// <summary>202: Flinks is at work. Do `nextAction`.</summary>
public sealed record RetrievalPending
{
    /// <summary>The connection whose data are on their way.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>The retrieval to ask for.</summary>
    public required RetrievalId RetrievalId { get; init; }

    /// <summary>What is under way: Flinks opens a session (`authorizing`), the login is in use there and tried again (`busy`), the data are collected (`collecting`).</summary>
    [OneOf("authorizing", "busy", "collecting")]
    public required RetrievalState State { get; init; }

    /// <summary>When the retrieval was started, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it is given up if Flinks does not finish, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Path of the retrieval's moves as a stream of server-sent events.</summary>
    public required string EventsUrl { get; init; }

    /// <summary>`poll`: where and when to look again.</summary>
    public required NextAction NextAction { get; init; }
}

/// <summary>203: the bank asks the person something. Open `resume.url`, or ask the challenges yourself.</summary>
public sealed record MfaRequired
{
    /// <summary>The connection that waits for the person.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>The retrieval that goes on when they have answered.</summary>
    public required RetrievalId RetrievalId { get; init; }

    /// <summary>Always `mfaRequired`.</summary>
    [OneOf("mfaRequired")]
    public RetrievalState State { get; init; } = RetrievalState.MfaRequired;

    /// <summary>Whether the bank asks again because the last answer was wrong.</summary>
    public required bool Retry { get; init; }

    /// <summary>Flinks' word for what was wrong with the last answer; null if it gave none.</summary>
    public required string? FlinksCode { get; init; }

    /// <summary>The way that needs no form of your own: the widget.</summary>
    public required ResumeBody Resume { get; init; }

    /// <summary>What the bank asks, for frontends that show it themselves.</summary>
    public required IReadOnlyList<SecurityChallengeBody> SecurityChallenges { get; init; }

    /// <summary>`resume`, with the address to open or the call that gives one.</summary>
    public required NextAction NextAction { get; init; }
}

/// <summary>How the person goes on in the widget.</summary>
/// <param name="Url">The signed Connect address, for one opening. Null on a GET, and where Flinks gave no token: POST to the retrieval's `resume-url`.</param>
/// <param name="ExpiresAt">Until when the address works, or, without one, until when the person may answer, UTC.</param>
/// <param name="MessageOrigin">The only origin whose `postMessage` events may be believed.</param>
public sealed record ResumeBody(string? Url, DateTimeOffset? ExpiresAt, string MessageOrigin);

/// <summary>A question of the bank.</summary>
/// <param name="Prompt">The question; also, byte for byte, the key of its answer.</param>
/// <param name="Type">How to ask it: `QuestionAndAnswer`, `MultipleChoice`, `MultipleChoiceMultipleAnswers`, `TextOrCall`, `ImageSelection`, or a word to come (show a text field).</param>
/// <param name="Choices">What to choose from; empty where the answer is free text.</param>
/// <param name="Images">Pictures to choose from, Base64; the answer is the chosen one, as it came.</param>
public sealed record SecurityChallengeBody(string Prompt, string Type, IReadOnlyList<string> Choices, IReadOnlyList<string> Images);
