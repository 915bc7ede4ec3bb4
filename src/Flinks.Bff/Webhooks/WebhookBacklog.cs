using System.Diagnostics.Metrics;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Webhooks;

/// <summary>Webhooks that wait, over all instances. The database is asked only when somebody collects metrics.</summary>
public sealed class WebhookBacklog(IMeterFactory meters, IDbContextFactory<BffDbContext> contexts) : IHostedService, IDisposable
{
    private readonly Lock _gate = new();
    private bool _closed;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(PlatformMetrics.Name).CreateObservableGauge(
            "flinks_bff.webhook.waiting", Waiting, "{webhook}", "Webhooks of all instances that are not worked off, by whether they are parked.");
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

    private static Measurement<int> Told(int count, bool isParked) => new(count, new KeyValuePair<string, object?>("flinks_bff.webhook.parked", isParked));

    /// <summary>Blocks the collector's own thread, which is for this; instruments cannot be awaited.</summary>
    private IEnumerable<Measurement<int>> Waiting()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return [];
            }

            try
            {
                using var db = contexts.CreateDbContext();
                return [Told(db.WebhookDeliveries.Waiting().Count(), isParked: false), Told(db.WebhookDeliveries.Parked().Count(), isParked: true)];
            }
            catch (Exception exception) when (DatabaseFault.Is(exception))
            {
                // Whoever watches the database knows; old numbers would hide it.
                return [];
            }
        }
    }
}
