using Flinks.Simulator.Banking;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator;

/// <summary>Flinks' memory as <c>/sim</c> sees it: looked at, changed, emptied and filled.</summary>
public sealed partial class SimulatedFlinks
{
    /// <summary>Forgets a login and its sessions, whatever its scenario says. False: there is none.</summary>
    public bool Forget(Guid loginId)
    {
        lock (Gate)
        {
            RemoveSessionsOf(loginId);
            return _strangers.Remove(loginId) | _logins.Remove(loginId);
        }
    }

    internal IReadOnlyList<Session> Sessions
    {
        get
        {
            lock (Gate)
            {
                return [.. _sessions.Values];
            }
        }
    }

    /// <summary>Puts a login in its place, with an id, a bank and an age of its own.</summary>
    internal SimulatedLogin Put(Guid loginId, LoginScenario scenario, SimulatedBank bank, string language, DateTimeOffset lastRefresh)
    {
        lock (Gate)
        {
            return _logins[loginId] = new(loginId, scenario, bank, language, lastRefresh);
        }
    }

    /// <summary>Puts a session in its place, as it was.</summary>
    internal void Put(Session session)
    {
        lock (Gate)
        {
            if (!_sessions.ContainsKey(session.RequestId))
            {
                _oldestSessions.Enqueue(session);
            }

            _sessions[session.RequestId] = session;
        }
    }

    /// <summary>No logins, no sessions, no tokens, no calls, no faults.</summary>
    internal void Clear()
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
        }
    }

    private void RemoveSessionsOf(Guid loginId)
    {
        foreach (var session in _sessions.Values.Where(session => session.Login.LoginId == loginId).ToList())
        {
            _sessions.Remove(session.RequestId);
        }
    }
}
