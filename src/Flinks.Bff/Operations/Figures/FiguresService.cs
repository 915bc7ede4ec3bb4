using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Figures;

/// <summary>Puts the figures of this moment together.</summary>
public sealed class FiguresService(Workload workload, BackgroundWork background, FlinksState flinks, IOptions<DatabaseOptions> database, TimeProvider time)
{
    public async Task<FiguresBody> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = await workload.OpenRetrievalsAsync(cancellationToken);
        var (due, parked) = await workload.WebhooksAsync(cancellationToken);
        return new FiguresBody
        {
            At = now,
            Retrievals = new RetrievalFigures
            {
                Open = [.. RetrievalMoves.OpenStates.Select(state => new StateFigure(state, open.GetValueOrDefault(state)))],
                Due = await workload.DueRetrievalsAsync(now, cancellationToken),
                OldestDueAt = await workload.OldestRetrievalAsync(now, cancellationToken),
            },
            Deletions = new BacklogFigures(await workload.DeletionsAsync(cancellationToken), await workload.OldestDeletionAsync(now, cancellationToken)),
            Webhooks = new WebhookFigures(due, parked, await workload.OldestWebhookAsync(now, cancellationToken)),
            Instances = await InstancesAsync(now, cancellationToken),
            Here = new InstanceFigures
            {
                WorkUnderWay = background.Running,
                TokensAtHand = flinks.TokensAtHand,
                Circuits = [.. flinks.Circuits.Select(circuit => new CircuitFigure(circuit.Key, StateOf(circuit.Value)))],
            },
        };
    }

    private static CircuitState StateOf(FlinksCircuit circuit) => circuit switch
    {
        FlinksCircuit.Closed => CircuitState.Closed,
        FlinksCircuit.HalfOpen => CircuitState.HalfOpen,
        _ => CircuitState.Open,
    };

    /// <summary>On SQLite there is one, which does not write down that it lives.</summary>
    private async Task<InstancesFigures> InstancesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (database.Value.Provider == DatabaseProvider.Sqlite)
        {
            return new InstancesFigures(Alive: 1, Silent: 0);
        }

        var (alive, silent) = await workload.InstancesAsync(now, cancellationToken);
        return new InstancesFigures(alive, silent);
    }
}
