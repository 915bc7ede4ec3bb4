using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Faults;

/// <summary>What the next calls to each endpoint meet, in the order it was told.</summary>
public sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>The next calls to the endpoint meet this fault.</summary>
    public void Next(FlinksEndpoint endpoint, Fault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _entries.Add(new(endpoint, fault) { Left = times });
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
        }
    }

    internal Fault? Take(ReceivedCall call)
    {
        lock (_lock)
        {
            var entry = _entries.Find(entry => entry.IsFor(call));
            if (entry is null)
            {
                return null;
            }

            entry.Left--;
            if (entry.Left == 0)
            {
                _entries.Remove(entry);
            }

            return entry.Fault;
        }
    }

    private sealed class Entry(FlinksEndpoint endpoint, Fault fault)
    {
        public Fault Fault => fault;

        public required int Left { get; set; }

        public bool IsFor(ReceivedCall call) => call.Endpoint == endpoint && (fault.LoginId is null || fault.LoginId == call.LoginId);
    }
}
