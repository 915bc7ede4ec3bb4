using Flinks.Simulator.Accounts;

namespace Flinks.Simulator.Banks;

/// <summary>A login as Flinks keeps it: whose it is, when the bank was last read, and what its scenario has used up.</summary>
public sealed class SimulatedLogin(Guid loginId, LoginScenario scenario, SimulatedBank bank, string language, DateTimeOffset lastRefresh)
{
    private int _refusals;
    private DateTimeOffset? _refusedSince;
    private int _expiredSessions;

    public Guid LoginId { get; } = loginId;

    public LoginScenario Scenario { get; } = scenario;

    public string Language { get; } = language;

    /// <summary>Where it is a login.</summary>
    public SimulatedBank Bank { get; } = bank;

    public string Institution => Bank.Name;

    /// <summary>When the bank last gave data: a live success or an answered challenge moves it, a cached call does not.</summary>
    public DateTimeOffset LastRefresh { get; private set; } = lastRefresh;

    /// <summary>Code of the last live attempt when it failed in a way that stays; a cached Authorize repeats it.</summary>
    public string? LastFailure { get; private set; }

    public bool IsScheduledRefresh { get; internal set; }

    internal AccountsBook Book { get; } = new(loginId, scenario.Accounts);

    internal void Succeed(DateTimeOffset now)
    {
        LastRefresh = now;
        LastFailure = null;
    }

    /// <summary>As it was when its state was saved.</summary>
    internal void Restore(string? lastFailure, bool isScheduledRefresh)
    {
        LastFailure = lastFailure;
        IsScheduledRefresh = isScheduledRefresh;
    }

    internal void Fail(string flinksCode) => LastFailure = flinksCode;

    /// <summary>Counts this call against the refusal, and says whether it is refused.</summary>
    internal bool IsRefusedBy(Refusal refusal, DateTimeOffset now)
    {
        _refusedSince ??= now;
        if (refusal.Times <= _refusals || now - _refusedSince >= refusal.For)
        {
            return false;
        }

        _refusals++;
        return true;
    }

    /// <summary>Whether the session that now asks for data is one that its scenario lets expire.</summary>
    internal bool LetsSessionExpire()
    {
        if (_expiredSessions >= Scenario.SessionsThatExpire)
        {
            return false;
        }

        _expiredSessions++;
        return true;
    }
}
