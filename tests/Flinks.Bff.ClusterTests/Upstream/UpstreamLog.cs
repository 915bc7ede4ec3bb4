namespace Flinks.Bff.ClusterTests.Upstream;

/// <summary>Every call that came to Flinks, in the order in which they began.</summary>
internal sealed class UpstreamLog
{
    private readonly Lock _gate = new();
    private readonly List<SeenCall> _calls = [];
    private readonly Dictionary<Guid, Guid> _loginOfSession = [];

    public IReadOnlyList<SeenCall> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public Guid? LoginOf(Guid? requestId)
    {
        lock (_gate)
        {
            return requestId is { } session && _loginOfSession.TryGetValue(session, out var login) ? login : null;
        }
    }

    public void Add(SeenCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }

    /// <summary>Flinks has done what was asked: what came of it is known before the caller can know.</summary>
    public void Done(SeenCall call, int status, UpstreamReply reply, DateTimeOffset now)
    {
        lock (_gate)
        {
            (call.Status, call.FlinksCode, call.Accounts, call.DoneAt) = (status, reply.FlinksCode, reply.Accounts, now);
            call.RequestId ??= reply.RequestId;
            if (call is { RequestId: { } session, LoginId: { } login })
            {
                _loginOfSession[session] = login;
            }
        }
    }

    public void End(SeenCall call, bool isLost, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (call.EndedAt is null)
            {
                (call.EndedAt, call.IsLost) = (now, isLost);
            }
        }
    }
}
