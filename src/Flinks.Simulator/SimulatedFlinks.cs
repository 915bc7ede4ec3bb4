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
public sealed partial class SimulatedFlinks
{
    private static readonly TimeSpan SeededDataAge = TimeSpan.FromHours(1);

    // Ended sessions are remembered for a while, to be told from unknown ones; a load test must not fill the memory.
    private static readonly TimeSpan SessionsKept = TimeSpan.FromHours(2);

    private const int MostSessions = 100_000;
    private const int MostStrangers = 10_000;

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
            return _logins[loginId] = new(loginId, scenario, BankDirectory.TestBank, "en", scenario.IsUnread ? default : Now - SeededDataAge);
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
            Clear();
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

    internal SimulatedBank? BankOfSession(Guid requestId)
    {
        lock (Gate)
        {
            return FindSession(requestId)?.Login.Bank;
        }
    }

    /// <summary>The accounts of whoever a session let in.</summary>
    internal IReadOnlyList<Account> AccountsOf(Guid? requestId)
    {
        lock (Gate)
        {
            return LetInWith(requestId) is { } login
                ? login.Book.Summary(new() { RequestId = requestId ?? Guid.Empty }, withType: true, DateOnly.FromDateTime(Now.UtcDateTime))
                : [];
        }
    }

    /// <summary>Whoever the bank has let in with this session; null when it has let in nobody.</summary>
    internal SimulatedLogin? LetInWith(Guid? requestId)
    {
        lock (Gate)
        {
            return requestId is { } id && FindSession(id) is { State: SessionState.Authorized or SessionState.Collecting or SessionState.Ready } session
                ? session.Login
                : null;
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
    internal SimulatedLogin LoginOf(SimulatedBank bank, string username, string language)
    {
        var kept = _logins.Values.FirstOrDefault(login =>
            string.Equals(login.Scenario.Username, username, StringComparison.OrdinalIgnoreCase) && login.Language == language && login.Bank == bank);
        if (kept is not null)
        {
            return kept;
        }

        // One LoginId per instance, institution, user name and language (flinks/api.md 11).
        var loginId = StableChance.IdOf($"{Options.CustomerId}/{bank.Name}/{username.ToUpperInvariant()}/{language}");
        if (!_strangers.TryGetValue(loginId, out var stranger))
        {
            var scenario = TestUsers.All.Concat(SimulatedLogins.All)
                .FirstOrDefault(known => string.Equals(known.Username, username, StringComparison.OrdinalIgnoreCase));
            if (_strangers.Count == MostStrangers)
            {
                _strangers.Clear();
            }

            _strangers[loginId] = stranger = new(loginId, scenario ?? TestUsers.Nobody, bank, language, Now);
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

        while (_oldestSessions.Count > MostSessions || _oldestSessions.Peek().TouchedAt < Now - SessionsKept)
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
            RemoveSessionsOf(loginId);
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
