using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Retrievals;

/// <summary>Works on a leased retrieval, step by step, until it has to wait or has ended.</summary>
public sealed class RetrievalRunner(
    AuthorizeStep authorizing, CollectStep collecting, RetrievalLeases leases, RetrievalTraces traces, BackgroundWork background)
{
    /// <summary>Starts the work and returns; it outlives the caller.</summary>
    public void Start(RetrievalRun run, Action? ended = null) => background.Start(cancellationToken => RunAsync(run, cancellationToken), ended);

    private async Task RunAsync(RetrievalRun run, CancellationToken cancellationToken)
    {
        using var span = traces.Begin(run);
        await using var lease = leases.Keep(run.Retrieval, cancellationToken);
        while (await lease.IsHeldAsync() && await StepAsync(run, cancellationToken))
        {
        }
    }

    /// <summary>Whether there is a next step to take at once.</summary>
    private Task<bool> StepAsync(RetrievalRun run, CancellationToken cancellationToken) => run.Retrieval.State switch
    {
        RetrievalState.Authorizing => authorizing.TakeAsync(run, cancellationToken),
        RetrievalState.Collecting => collecting.TakeAsync(run, cancellationToken),
        _ => Task.FromResult(false),
    };
}
