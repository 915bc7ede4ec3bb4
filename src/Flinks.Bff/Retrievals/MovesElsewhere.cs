using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Tells those who wait here of moves that other instances made: one query a second asks for the versions of just those retrievals. Asking
/// for "what changed since" would be one query too, but would miss what is committed late.
/// </summary>
public sealed partial class MovesElsewhere(
    RetrievalSignals signals, RetrievalRunner runner, RetrievalStore store, ConnectionStore connections, TimeProvider time, ILogger<MovesElsewhere> logger)
    : BackgroundService
{
    /// <summary>Names in one query; databases limit their number.</summary>
    private const int MostAtOnce = 500;

    /// <summary>One look at all that is awaited here.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var awaited = signals.Awaited();
        foreach (var ids in awaited.Keys.Chunk(MostAtOnce))
        {
            foreach (var (id, version) in await store.VersionsAsync(ids, cancellationToken))
            {
                if (version > awaited[id])
                {
                    await TellAsync(id, cancellationToken);
                }
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        EverySecond.LookAsync(new GuardedLook(LookAsync, fault => Log.Blind(logger, DatabaseFault.Kind(fault))), time, stoppingToken);

    private async Task TellAsync(RetrievalId id, CancellationToken cancellationToken)
    {
        // What we work on ourselves we tell ourselves, with the data that no row holds; but a webhook does not wait for our call to come back.
        var isAtWork = runner.IsAtWork(id);
        if (await store.ReloadAsync(id, cancellationToken) is { } retrieval
            && (!isAtWork || retrieval.WebhookDeliveryId is not null)
            && await connections.ReloadAsync(retrieval.ConnectionId, cancellationToken) is { } connection)
        {
            signals.TellNews(new RetrievalMove(retrieval, connection));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database could not be asked for moves of other instances ({Failure}); asked again every second.")]
        public static partial void Blind(ILogger logger, string failure);
    }
}
