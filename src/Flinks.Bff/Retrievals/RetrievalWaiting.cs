using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Retrievals;

/// <summary>Waits with a caller for what a retrieval comes to. The caller's hanging up ends the waiting, not the retrieval.</summary>
public sealed class RetrievalWaiting(
    RetrievalFlights flights, IOptions<RetrievalOptions> options, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>The latest move when there is an answer, or when the time is up.</summary>
    public async Task<RetrievalMove> WaitAsync(
        RetrievalSignals.Listener listener, RetrievalMove now, Asking asking, CancellationToken cancellationToken)
    {
        using (listener)
        {
            using var leaving = asking.HungUp.Register(listener.TakeNothing);
            using var timeUp = new CancellationTokenSource(asking.Wait ?? options.Value.AnswerWithin, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken, Stopping(asking));
            try
            {
                while (!asking.IsAnsweredBy(now))
                {
                    now = now.Or(await listener.NextAsync(either.Token));
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The time is up: what is known now is the answer, and it has to be there when the caller asks again.
                now = await WrittenAsync(listener, now, cancellationToken);
            }
        }

        while (listener.NextIfTold() is { } told)
        {
            now = now.Or(told);
        }

        return now;
    }

    private async Task<RetrievalMove> WrittenAsync(RetrievalSignals.Listener listener, RetrievalMove now, CancellationToken cancellationToken)
    {
        if (flights.Find(now.Connection.Id) is not { } flight || flight.Start.Id != now.Retrieval.Id)
        {
            return now;
        }

        flight.Hurry();
        return now.Or(await listener.NextAsync(cancellationToken));
    }

    /// <summary>Whoever asked to be held longer than usual is let go at once when the host stops; the usual time a stop can bear.</summary>
    private CancellationToken Stopping(Asking asking) => asking.Wait is null ? CancellationToken.None : lifetime.ApplicationStopping;
}
