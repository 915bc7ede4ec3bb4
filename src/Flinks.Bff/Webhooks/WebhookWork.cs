using System.Security.Cryptography;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Webhooks;

/// <summary>
/// Works webhooks off, each under a lease: at once on the instance that received it, and in rounds over what is left behind. A lease that
/// lapses early does no harm, as no connection takes the same webhook twice.
/// </summary>
public sealed partial class WebhookWork(
    WebhookStore store, WebhookDispatch dispatch, BackgroundWork background, WebhookMetrics metrics, TimeProvider time, ILogger<WebhookWork> logger) : IDisposable
{
    /// <summary>Far longer than it takes; after it another instance, or another try, takes over.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>A webhook that failed so often will not do better; trouble with the database itself is not counted.</summary>
    private const int MostAttempts = 10;

    /// <summary>Of the largest bodies this many at once fit into a small host.</summary>
    private const int MostAtOnce = 4;

    private const int BatchSize = 50;

    private readonly SemaphoreSlim _slots = new(MostAtOnce, MostAtOnce);

    /// <summary>Starts the work on one that has just been stored, and returns.</summary>
    public void Begin(Guid id) => background.Start(cancellationToken => WorkOffAsync(id, cancellationToken));

    /// <summary>A login is being linked for the first time: what overtook the browser is worked off for it.</summary>
    public void BeginParked(ConnectionId connection) => background.Start(async cancellationToken =>
    {
        if (await store.HasParkedAsync(connection, cancellationToken))
        {
            await WorkOffDueAsync(cancellationToken);
        }
    });

    /// <summary>One round over all that is due. One that fails does not keep the others waiting, but ends the round after its batch.</summary>
    public async Task WorkOffDueAsync(CancellationToken cancellationToken)
    {
        await store.UnparkAsync(time.GetUtcNow(), cancellationToken);
        var allIsWell = true;
        while (allIsWell && await store.DueAsync(time.GetUtcNow(), BatchSize, cancellationToken) is { Count: > 0 } due)
        {
            foreach (var id in due)
            {
                allIsWell &= await TryWorkOffAsync(id, cancellationToken);
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<bool> TryWorkOffAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await WorkOffAsync(id, cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // The edge of a loop: the failure is logged, and the webhook taken up again when its lease lapses.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception, id);
            return false;
        }
    }

    private async Task WorkOffAsync(Guid id, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var lease = Guid.NewGuid();
            if (await store.TakeAsync(id, lease, now, now + Lease, cancellationToken) is not { } delivery)
            {
                return;
            }

            var settlement = delivery.Attempts > MostAttempts ? dispatch.Abandon(delivery) : await DispatchAsync(delivery, cancellationToken);
            if (await store.SettleAsync(id, lease, settlement, cancellationToken))
            {
                Tell(delivery, settlement);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<WebhookSettlement> DispatchAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await dispatch.DispatchAsync(delivery, cancellationToken);
        }
        catch (CryptographicException)
        {
            // Its seal is counted by the column; no further try will open it.
            return dispatch.Abandon(delivery);
        }
    }

    private void Tell(WebhookDelivery delivery, WebhookSettlement settlement)
    {
        metrics.WorkedOff(settlement, time.GetUtcNow() - delivery.ReceivedAt);
        if (settlement.Outcome == WebhookOutcome.Abandoned)
        {
            Log.Abandoned(logger, delivery.Id);
            return;
        }

        Log.WorkedOff(logger, delivery.Id, settlement.Type ?? "unknown", settlement.Outcome);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Webhook {DeliveryId} of type {Type} is {Outcome}.")]
        public static partial void WorkedOff(ILogger logger, Guid deliveryId, string type, WebhookOutcome outcome);

        [LoggerMessage(LogLevel.Error, "Webhook {DeliveryId} could not be worked off and is abandoned.")]
        public static partial void Abandoned(ILogger logger, Guid deliveryId);

        [LoggerMessage(LogLevel.Error, "Working off webhook {DeliveryId} failed; it is taken up again when its lease lapses.")]
        public static partial void Failed(ILogger logger, Exception exception, Guid deliveryId);
    }
}
