using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff.Readings;

/// <summary>Asks until Flinks is neither at work nor busy, or has been for too long, and tells in the reading where that stands.</summary>
public sealed class SettledCalls(IReading reading, FlinksOptions options, TimeProvider time)
{
    /// <param name="ask">Told whether it asks again after Flinks has said that it is at work.</param>
    public async Task<FlinksOutcome> CallAsync(Func<bool, Task<FlinksOutcome>> ask, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var wasPending = false;
        var state = reading.State;
        while (true)
        {
            reading.State = state;
            reading.NextLookAt = null;
            var outcome = await ask(wasPending);
            wasPending |= outcome is FlinksOutcome.Pending;
            TimeSpan? longest = outcome switch
            {
                FlinksOutcome.Pending => options.PollTimeout,
                FlinksOutcome.Busy => options.BusyTimeout,
                _ => null,
            };
            if (time.GetUtcNow() - began >= (longest ?? TimeSpan.Zero))
            {
                return outcome;
            }

            reading.State = outcome is FlinksOutcome.Busy ? RetrievalState.Busy : state;
            reading.NextLookAt = time.GetUtcNow() + options.PollInterval;
            await Task.Delay(options.PollInterval, time, cancellationToken);
        }
    }
}
