using System.Diagnostics.Metrics;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// How much there is to do, over all instances. The database is asked only when somebody collects metrics, and then not again for
/// <see cref="Keep"/>.
/// </summary>
public sealed class RetrievalBacklog(IMeterFactory meters, IDbContextFactory<BffDbContext> contexts, TimeProvider time) : IHostedService, IDisposable
{
    /// <summary>Both instruments of one collection, and a second collector beside the first, share what was read.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Backlog _latest = new([], null);
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private bool _closed;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(PlatformMetrics.Name);
        meter.CreateObservableGauge("flinks_bff.retrieval.open", Open, "{retrieval}", "Open retrievals of all instances, by state.");
        meter.CreateObservableGauge("flinks_bff.retrieval.oldest_due.age", OldestDue, "s", "For how long the oldest due step of all instances has been waiting to be taken up.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A collector may still come by while the host falls apart.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    private IEnumerable<Measurement<int>> Open() =>
        Latest().Open.Select(open => new Measurement<int>(open.Count, new KeyValuePair<string, object?>("flinks_bff.retrieval.state", RetrievalMetrics.StateOf(open.State))));

    private double OldestDue() => Latest().OldestDue is { } due ? Math.Max(0, (time.GetUtcNow() - due).TotalSeconds) : 0;

    /// <summary>Blocks the collector's own thread, which is for this; instruments cannot be awaited.</summary>
    private Backlog Latest()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_closed || now - _readAt < Keep)
            {
                return _latest;
            }

            _readAt = now;
            try
            {
                return _latest = Read(now);
            }
            catch (Exception exception) when (DatabaseFault.Is(exception))
            {
                // Whoever watches the database knows; old numbers would hide it.
                return _latest = new Backlog([], null);
            }
        }
    }

    private Backlog Read(DateTimeOffset now)
    {
        using var db = contexts.CreateDbContext();
        var open = db.Retrievals.OpenByState().ToDictionary(found => found.State, found => found.Count);
        return new Backlog(
            [.. RetrievalMoves.OpenStates.Select(state => new OpenRetrievalCount(state, open.GetValueOrDefault(state)))],
            db.Retrievals.DueAt(now).Min(retrieval => retrieval.NextStepAt));
    }

    private sealed record Backlog(IReadOnlyList<OpenRetrievalCount> Open, DateTimeOffset? OldestDue);
}
