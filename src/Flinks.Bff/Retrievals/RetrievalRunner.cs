using System.Collections.Concurrent;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Retrievals;

/// <summary>Works on a leased retrieval, step by step, until it has to wait or has ended.</summary>
public sealed partial class RetrievalRunner(
    AuthorizeStep authorizing,
    CollectStep collecting,
    RetrievalLeases leases,
    RetrievalFlights flights,
    RetrievalTraces traces,
    BackgroundWork background,
    ILogger<RetrievalRunner> logger)
{
    private readonly ConcurrentDictionary<RetrievalId, RetrievalRun> _atWork = new();

    /// <summary>Whether this instance works on the retrieval.</summary>
    public bool IsAtWork(RetrievalId id) => _atWork.ContainsKey(id);

    /// <summary>Starts the work and returns; it outlives the caller.</summary>
    public void Start(RetrievalRun run, Action? ended = null)
    {
        _atWork[run.Retrieval.Id] = run;
        background.Start(cancellationToken => RunAsync(run, cancellationToken), ended);
    }

    private async Task RunAsync(RetrievalRun run, CancellationToken cancellationToken)
    {
        using var span = traces.Begin(run);
        try
        {
            await using var lease = leases.Keep(run.Retrieval, cancellationToken);
            while (await lease.IsHeldAsync() && await StepAsync(run, cancellationToken))
            {
            }
        }
        catch (Exception exception) when (LeaseLostException.Is(exception))
        {
            Log.Lost(logger, run.Retrieval.Id);
        }
        finally
        {
            flights.Abandon(run);
            _atWork.TryRemove(new KeyValuePair<RetrievalId, RetrievalRun>(run.Retrieval.Id, run));
        }
    }

    /// <summary>Whether there is a next step to take at once.</summary>
    private Task<bool> StepAsync(RetrievalRun run, CancellationToken cancellationToken) => run.Retrieval.State switch
    {
        RetrievalState.Authorizing => authorizing.TakeAsync(run, cancellationToken),
        RetrievalState.Collecting => collecting.TakeAsync(run, cancellationToken),
        _ => Task.FromResult(false),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The lease of retrieval {RetrievalId} was lost; nothing more is sent for it here.")]
        public static partial void Lost(ILogger logger, RetrievalId retrievalId);
    }
}
