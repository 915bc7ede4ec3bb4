using Flinks.Client.Wire;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Control;

/// <summary>What the simulator knows, to be loaded again later: body of <c>/sim/state</c>.</summary>
internal sealed record SavedState
{
    /// <summary>When it was saved; ages are kept, and so the clock is moved up to it when it stands before.</summary>
    public required DateTimeOffset Now { get; init; }

    public IReadOnlyList<SavedLogin> Logins { get; init; } = [];

    public IReadOnlyList<SavedSession> Sessions { get; init; } = [];

    public IReadOnlyList<SavedToken> Tokens { get; init; } = [];

    public IReadOnlyDictionary<string, string> Knobs { get; init; } = new Dictionary<string, string>();
}

internal sealed record SavedLogin(
    Guid LoginId, string Bank, string Language, DateTimeOffset LastRefresh, string? LastFailure, bool IsScheduledRefresh, LoginScenario Scenario)
{
    public IReadOnlyList<KeptAnswer> KeptAnswers { get; init; } = [];

    public static SavedLogin Of(SimulatedLogin login) => new(
        login.LoginId, login.Institution, login.Language, login.LastRefresh, login.LastFailure, login.IsScheduledRefresh, login.Scenario)
    {
        KeptAnswers = [.. login.KeptAnswers.Select(kept => new KeptAnswer(kept.Key, kept.Value))],
    };
}

internal sealed record SavedToken(string Token, DateTimeOffset IssuedAt);

internal sealed record SavedSession(
    Guid RequestId,
    Guid LoginId,
    SessionState State,
    DateTimeOffset TouchedAt,
    DateTimeOffset CollectingSince,
    int Round,
    int WrongAnswers,
    int Polls,
    string PendingCode,
    bool IsSaved,
    string Language,
    string? Tag,
    AccountsDetailQuery? Detail,
    AccountsSummaryQuery? Summary)
{
    public static SavedSession Of(Session session) => new(
        session.RequestId, session.Login.LoginId, session.State, session.TouchedAt, session.CollectingSince, session.Round, session.WrongAnswers,
        session.Polls, session.PendingCode, session.IsSaved, session.Language, session.Tag, session.Detail, session.Summary);

    public Session Restore(SimulatedLogin login) => new(RequestId, login, openingToken: null)
    {
        State = State,
        TouchedAt = TouchedAt,
        CollectingSince = CollectingSince,
        Round = Round,
        WrongAnswers = WrongAnswers,
        Polls = Polls,
        PendingCode = PendingCode,
        IsSaved = IsSaved,
        Language = Language,
        Tag = Tag,
        Detail = Detail,
        Summary = Summary,
    };
}
