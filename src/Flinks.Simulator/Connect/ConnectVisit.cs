using Flinks.Client.Wire;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Connect;

/// <summary>One opening of the Connect page. Its id, which only the page knows, stands for the token that was used up.</summary>
internal sealed class ConnectVisit(ConnectParameters parameters)
{
    public Guid Id { get; } = Guid.NewGuid();

    public ConnectParameters Parameters { get; } = parameters;

    public string Institution { get; set; } = parameters.Institution ?? Banks.Bank.Name;

    public Guid? RequestId { get; set; }

    /// <summary>The questions on the screen.</summary>
    public IReadOnlyList<SecurityChallenge> Challenges { get; set; } = [];

    /// <summary>The bank's side of them, which knows what it accepts.</summary>
    public BankRound? Round { get; set; }

    public int Failures { get; set; }
}

/// <summary>The visits of late.</summary>
internal sealed class ConnectVisits
{
    private const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, ConnectVisit> _visits = [];
    private readonly Queue<Guid> _oldest = [];

    public ConnectVisit Begin(ConnectParameters parameters)
    {
        var visit = new ConnectVisit(parameters);
        lock (_lock)
        {
            _visits.Add(visit.Id, visit);
            _oldest.Enqueue(visit.Id);
            if (_oldest.Count > Kept)
            {
                _visits.Remove(_oldest.Dequeue());
            }
        }

        return visit;
    }

    public ConnectVisit? Find(Guid id)
    {
        lock (_lock)
        {
            return _visits.GetValueOrDefault(id);
        }
    }
}
