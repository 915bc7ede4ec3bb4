namespace Flinks.Simulator.Calls;

/// <summary>The banking calls received, oldest first; the last few thousand of them.</summary>
public sealed class CallLog
{
    // A load test must not fill the memory.
    private const int Kept = 5000;

    private readonly Lock _lock = new();
    private readonly Queue<ReceivedCall> _calls = [];

    public IReadOnlyList<ReceivedCall> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    public IReadOnlyList<ReceivedCall> To(FlinksEndpoint endpoint) => [.. All.Where(call => call.Endpoint == endpoint)];

    public IReadOnlyList<ReceivedCall> Of(Guid loginId) => [.. All.Where(call => call.LoginId == loginId)];

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
        }
    }

    internal void Add(ReceivedCall call)
    {
        lock (_lock)
        {
            _calls.Enqueue(call);
            if (_calls.Count > Kept)
            {
                _calls.Dequeue();
            }
        }
    }
}
