using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff.Readings;

/// <summary>Asks until Flinks is neither at work nor busy, or has been for too long, and tells in the reading where that stands.</summary>
public sealed class SettledCalls(IReading reading, FlinksOptions options, TimeProvider time)
{
    /// <summary>Asks the same until there is an answer.</summary>
    /// <param name="endpoint">Flinks' own name of what is asked.</param>
    public Task<FlinksOutcome> CallAsync(string endpoint, Func<Task<FlinksOutcome>> ask, CancellationToken cancellationToken) =>
        CallAsync(new Asked(endpoint, ask), new Asked(endpoint, ask), cancellationToken);

    /// <summary>Asks, and once Flinks has said that it is at work, asks for what has come of it.</summary>
    /// <param name="endpoint">Flinks' own name of what is asked; that of a poll follows from it.</param>
    public Task<FlinksOutcome> CallAsync(string endpoint, Func<Task<FlinksOutcome>> ask, Func<Task<FlinksOutcome>> poll, CancellationToken cancellationToken) =>
        CallAsync(new Asked(endpoint, ask), new Asked($"{endpoint}Async", poll), cancellationToken);

    private async Task<FlinksOutcome> CallAsync(Asked first, Asked poll, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var wasPending = false;
        var state = reading.State;
        while (true)
        {
            reading.State = state;
            reading.NextLookAt = null;
            var outcome = await AskAsync(wasPending ? poll : first);
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

    private async Task<FlinksOutcome> AskAsync(Asked asked)
    {
        var sent = Moment.Now(time);
        var outcome = await asked.Ask();
        UpstreamCalls.Add(reading.Calls, UpstreamCall.Of(asked.Endpoint, sent.At, sent.Passed(time), outcome));
        return outcome;
    }

    private sealed record Asked(string Endpoint, Func<Task<FlinksOutcome>> Ask);
}
