using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Faults;

/// <summary>What the next calls to each endpoint meet, in the order it was told.</summary>
public sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private readonly List<FaultShare> _shares = [];

    /// <summary>What is scripted and not used up.</summary>
    public IReadOnlyList<ScriptedFault> Pending
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _entries.Select(entry => new ScriptedFault(entry.Endpoint, entry.Fault, entry.Left, Percent: null)),
                    .. _shares.Select(share => new ScriptedFault(share.Endpoint, share.Fault, Left: null, share.Percent)),
                ];
            }
        }
    }

    /// <summary>The next calls to the endpoint meet this fault.</summary>
    public void Next(FlinksEndpoint endpoint, Fault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _entries.Add(new(endpoint, fault) { Left = times });
        }
    }

    /// <summary>The next calls to any endpoint meet this fault.</summary>
    public void Next(Fault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _entries.Add(new(null, fault) { Left = times });
        }
    }

    /// <summary>A share of the calls meets this fault, until <see cref="Clear"/>. The same seed picks the same calls.</summary>
    /// <param name="percent">Above 0, at most 100.</param>
    /// <param name="endpoint">Null: calls to any endpoint.</param>
    public void Share(Fault fault, double percent, FlinksEndpoint? endpoint = null, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        lock (_lock)
        {
            _shares.Add(new(fault, percent, endpoint, seed));
        }
    }

    /// <summary>Every call to the endpoint meets this fault, until <see cref="Clear"/>.</summary>
    public void Always(FlinksEndpoint endpoint, Fault fault) => Next(endpoint, fault, int.MaxValue);

    /// <summary>Holds the next calls to the endpoint until the gate that it returns is opened.</summary>
    public FaultGate Hold(FlinksEndpoint endpoint, int times = 1, bool afterWork = false, Guid? loginId = null)
    {
        var gate = new FaultGate();
        Next(endpoint, new Fault.Held(gate) { AfterWork = afterWork, LoginId = loginId }, times);
        return gate;
    }

    /// <summary>Forgets what was scripted and opens every gate.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            foreach (var held in _entries.Select(entry => entry.Fault).OfType<Fault.Held>())
            {
                held.Gate.Open();
            }

            _entries.Clear();
            _shares.Clear();
        }
    }

    internal Fault? Take(ReceivedCall call)
    {
        lock (_lock)
        {
            var entry = _entries.Find(entry => entry.IsFor(call));
            if (entry is null)
            {
                return _shares.Find(share => share.Hits(call))?.Fault;
            }

            entry.Left--;
            if (entry.Left == 0)
            {
                _entries.Remove(entry);
            }

            return entry.Fault;
        }
    }

    private sealed class Entry(FlinksEndpoint? endpoint, Fault fault)
    {
        public FlinksEndpoint? Endpoint => endpoint;

        public Fault Fault => fault;

        public required int Left { get; set; }

        public bool IsFor(ReceivedCall call) => (endpoint is null || call.Endpoint == endpoint) && (fault.LoginId is null || fault.LoginId == call.LoginId);
    }
}
