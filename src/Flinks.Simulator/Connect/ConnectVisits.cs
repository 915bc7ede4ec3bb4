namespace Flinks.Simulator.Connect;

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
