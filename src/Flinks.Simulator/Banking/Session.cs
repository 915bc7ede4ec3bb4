using Flinks.Client.Wire;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Banking;

/// <summary>What an Authorize call opened: named by its RequestId (flinks/api.md 15.2).</summary>
internal sealed class Session(Guid requestId, SimulatedLogin login, string? openingToken)
{
    public Guid RequestId { get; } = requestId;

    public SimulatedLogin Login { get; } = login;

    /// <summary>The token that opened it: good for its answers too (flinks/api.md 2).</summary>
    public string? OpeningToken { get; } = openingToken;

    public string? Tag { get; init; }

    /// <summary>Whether its replies carry the Login object, and a new login is kept.</summary>
    public bool IsSaved { get; init; }

    public string Language { get; init; } = "en";

    public SessionState State { get; set; }

    /// <summary>The last call that moved it; the idle time runs from here.</summary>
    public DateTimeOffset TouchedAt { get; set; }

    public DateTimeOffset CollectingSince { get; set; }

    /// <summary>Which of the bank's rounds is open.</summary>
    public int Round { get; set; }

    public int WrongAnswers { get; set; }

    /// <summary>Data calls that were answered 202.</summary>
    public int Polls { get; set; }

    /// <summary>Code of its 202s.</summary>
    public string PendingCode { get; set; } = "OPERATION_PENDING";

    /// <summary>What the POST asked for; the polls answer it.</summary>
    public AccountsDetailQuery? Detail { get; set; }

    public AccountsSummaryQuery? Summary { get; set; }

    public StatementsQuery? Statements { get; set; }

    /// <summary>Its collecting ends in a webhook.</summary>
    public bool EndsInWebhook { get; set; }

    /// <summary>What Authorize answered, for who asks for it later.</summary>
    public AuthorizeAnswer? ToldLater { get; set; }

    public BankRound OpenRound => Login.Scenario.Rounds[Round];

    /// <summary>How many of its data calls are answered 202 first.</summary>
    public int PollsBeforeReady(SimulatorOptions options) => Login.Scenario.PollsBeforeReady ?? options.PollsBeforeReady;

    public bool IsExpired(DateTimeOffset now, SimulatorOptions options) => State switch
    {
        SessionState.AwaitingAnswers or SessionState.Authorized => now - TouchedAt >= options.IdleTimeout,
        SessionState.Collecting => now - CollectingSince >= options.ProcessingTimeout,
        SessionState.Ready => now - TouchedAt >= options.ReadableFor,
        SessionState.Expired => true,
        _ => false,
    };
}

internal enum SessionState
{
    AwaitingAnswers,
    Authorized,
    Collecting,
    Ready,
    Ended,
    Failed,
    Expired,
}
