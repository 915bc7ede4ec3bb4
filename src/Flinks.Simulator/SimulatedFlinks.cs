using Flinks.Client.Wire;
using Flinks.Simulator.Accounts;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Flinks.Simulator.Webhooks;
using Microsoft.Extensions.Options;

namespace Flinks.Simulator;

/// <summary>
/// Flinks' memory: its logins, sessions and tokens, the calls it received and the faults it was told to make. Tests in the same process
/// use it directly; others use <c>/sim</c>.
/// </summary>
public sealed class SimulatedFlinks
{
    private static readonly TimeSpan SeededDataAge = TimeSpan.FromHours(1);

    // Ended sessions are remembered for a while, to be told from unknown ones; a load test must not fill the memory.
    private static readonly TimeSpan SessionsKept = TimeSpan.FromHours(2);

    private readonly Dictionary<Guid, SimulatedLogin> _logins = [];
    private readonly Dictionary<Guid, SimulatedLogin> _strangers = [];
    private readonly Dictionary<Guid, Session> _sessions = [];
    private readonly Queue<Session> _oldestSessions = [];

    public SimulatedFlinks(IOptions<SimulatorOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options.Value;
        Clock = clock;
        Tokens = new(Options, clock);
        Calls = new();
        Faults = new();
        Webhooks = new();
        SeedAll();
    }

    /// <summary>The knobs, which may be turned while the simulator runs.</summary>
    public SimulatorOptions Options { get; }

    public TimeProvider Clock { get; }

    /// <summary>Every banking call received, oldest first.</summary>
    public CallLog Calls { get; }

    /// <summary>What the next calls are to answer in place of the truth.</summary>
    public FaultScript Faults { get; }

    /// <summary>Every webhook sent, oldest first.</summary>
    public WebhookLog Webhooks { get; }

    public IReadOnlyList<SimulatedLogin> Logins
    {
        get
        {
            lock (Gate)
            {
                return [.. _logins.Values];
            }
        }
    }

    internal Lock Gate { get; } = new();

    internal AuthorizeTokens Tokens { get; }

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Adds a login with a scenario of one's own, in place of one with the same id.</summary>
    public SimulatedLogin Seed(LoginScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        lock (Gate)
        {
            var loginId = scenario.LoginId == Guid.Empty ? Guid.NewGuid() : scenario.LoginId;
            return _logins[loginId] = new(loginId, scenario, "en", Now - SeededDataAge);
        }
    }

    public SimulatedLogin? FindLogin(Guid loginId)
    {
        lock (Gate)
        {
            return _logins.GetValueOrDefault(loginId);
        }
    }

    /// <summary>A fresh authorize token, as GenerateAuthorizeToken gives it.</summary>
    public string IssueToken()
    {
        lock (Gate)
        {
            return Tokens.Issue();
        }
    }

    /// <summary>Back to the beginning: only the seeded logins, no sessions, no tokens, no calls, no faults. The clock stays.</summary>
    public void Reset()
    {
        lock (Gate)
        {
            _logins.Clear();
            _strangers.Clear();
            _sessions.Clear();
            _oldestSessions.Clear();
            Tokens.Clear();
            Calls.Clear();
            Faults.Clear();
            Webhooks.Clear();
            SeedAll();
        }
    }

    internal Session? FindSession(Guid requestId) => _sessions.GetValueOrDefault(requestId);

    internal bool UseToken(string? token)
    {
        lock (Gate)
        {
            return Tokens.TryUse(token);
        }
    }

    internal Guid? LoginOfSession(Guid? requestId)
    {
        lock (Gate)
        {
            return requestId is { } id ? FindSession(id)?.Login.LoginId : null;
        }
    }

    /// <summary>The questions that a session waits with.</summary>
    internal BankRound? OpenRoundOf(Guid? requestId)
    {
        lock (Gate)
        {
            return requestId is { } id && FindSession(id) is { State: SessionState.AwaitingAnswers } session ? session.OpenRound : null;
        }
    }

    /// <summary>The login that a user name and a language name at the bank: one that is kept, or one to be kept when it is let in.</summary>
    internal SimulatedLogin LoginOf(string username, string language)
    {
        var kept = _logins.Values.FirstOrDefault(login =>
            string.Equals(login.Scenario.Username, username, StringComparison.OrdinalIgnoreCase) && login.Language == language);
        if (kept is not null)
        {
            return kept;
        }

        // One LoginId per instance, institution, user name and language (flinks/api.md 11).
        var loginId = StableChance.IdOf($"{Options.CustomerId}/{Bank.Name}/{username.ToUpperInvariant()}/{language}");
        if (!_strangers.TryGetValue(loginId, out var stranger))
        {
            var scenario = TestUsers.All.Concat(SimulatedLogins.All)
                .FirstOrDefault(known => string.Equals(known.Username, username, StringComparison.OrdinalIgnoreCase));
            _strangers[loginId] = stranger = new(loginId, scenario ?? TestUsers.Nobody, language, Now);
        }

        return stranger;
    }

    internal void Keep(Session session, SessionState state)
    {
        session.State = state;
        session.TouchedAt = Now;
        if (_sessions.TryAdd(session.RequestId, session))
        {
            _oldestSessions.Enqueue(session);
        }

        while (_oldestSessions.Peek().TouchedAt < Now - SessionsKept)
        {
            _sessions.Remove(_oldestSessions.Dequeue().RequestId);
        }
    }

    /// <summary>The bank let the session in: its data are new, and a login that was not kept is kept now.</summary>
    internal void LetIn(Session session)
    {
        Keep(session, SessionState.Authorized);
        session.Login.Succeed(Now);
        if (session.IsSaved)
        {
            _logins[session.Login.LoginId] = session.Login;
        }
    }

    /// <summary>The person signed in on the bank's own site: what Flinks holds of the login is new, and it holds it from now on.</summary>
    internal void SignedIn(Guid loginId)
    {
        lock (Gate)
        {
            var login = _logins.GetValueOrDefault(loginId) ?? Seed(SimulatedLogins.All.First(known => known.LoginId == loginId));
            login.Succeed(Now);
        }
    }

    internal AuthorizeReply? Delete(Guid loginId)
    {
        lock (Gate)
        {
            if (!_logins.TryGetValue(loginId, out var login))
            {
                return FlinksErrors.Plain("INVALID_LOGIN", "Invalid LoginId", StatusCodes.Status400BadRequest);
            }

            if (login.Scenario.OnLive is { FlinksCode: "CARD_IN_USE" } refusal && login.IsRefusedBy(refusal, Now))
            {
                return FlinksErrors.Plain("CARD_IN_USE");
            }

            _logins.Remove(loginId);
            _strangers.Remove(loginId);
            foreach (var session in _sessions.Values.Where(session => session.Login.LoginId == loginId).ToList())
            {
                _sessions.Remove(session.RequestId);
            }

            return null;
        }
    }

    private void SeedAll()
    {
        foreach (var scenario in SimulatedLogins.All)
        {
            Seed(scenario);
        }
    }
}
