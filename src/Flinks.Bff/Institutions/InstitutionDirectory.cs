using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Institutions;

/// <summary>
/// The banks that Flinks knows, kept in memory: they change rarely, and a list on a screen must not depend on Flinks at that moment. Where
/// Flinks fails, the last list that could be had serves on.
/// </summary>
public sealed partial class InstitutionDirectory(
    FlinksClient flinks, BackgroundWork background, IOptions<RetrievalOptions> options, TimeProvider time, ILogger<InstitutionDirectory> logger)
{
    public static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);

    /// <summary>While an older list serves, Flinks is not asked at every call.</summary>
    public static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>The most that Flinks gives at once (flinks/api.md 12.6).</summary>
    private const int PageSize = 1000;

    /// <summary>Many times what there are in both countries.</summary>
    private const int MostPages = 100;

    private readonly Lock _gate = new();
    private IReadOnlyList<Institution>? _list;
    private DateTimeOffset _readAgainAt;
    private Task<Refusal?>? _reading;

    /// <summary>The list, or why there is none.</summary>
    public async Task<(IReadOnlyList<Institution>? List, Refusal? Refusal)> ListAsync(CancellationToken cancellationToken)
    {
        if (Reading() is { } reading)
        {
            using var timeUp = new CancellationTokenSource(options.Value.AnswerWithin, time);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
            await ((Task)reading.WaitAsync(patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (_list is null)
            {
                return (null, reading.IsCompletedSuccessfully && await reading is { } refusal ? refusal : new Refusal(ProblemCodes.UpstreamUnavailable));
            }
        }

        return (_list, null);
    }

    /// <summary>The reading to wait for; null while the list is fresh.</summary>
    private Task<Refusal?>? Reading()
    {
        lock (_gate)
        {
            if (_reading is null && (_list is null || _readAgainAt <= time.GetUtcNow()))
            {
                var told = new TaskCompletionSource<Refusal?>(TaskCreationOptions.RunContinuationsAsynchronously);
                _reading = told.Task;
                background.Start(stopping => ReadAsync(told, stopping));
            }

            return _reading;
        }
    }

    private async Task ReadAsync(TaskCompletionSource<Refusal?> told, CancellationToken cancellationToken)
    {
        Refusal? refusal = new(ProblemCodes.UpstreamUnavailable);
        IReadOnlyList<Institution>? list = null;
        try
        {
            (list, refusal) = await ReadPagesAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                _list = list ?? _list;
                _readAgainAt = time.GetUtcNow() + (list is null ? TryAgainAfter : FreshFor);
                _reading = null;
            }

            told.SetResult(refusal);
        }
    }

    private async Task<(IReadOnlyList<Institution>? List, Refusal? Refusal)> ReadPagesAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, Institution>();
        var skip = 0;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var outcome = await flinks.ListInstitutionsAsync(skip, PageSize, cancellationToken);
            if (outcome is not FlinksOutcome.InstitutionsListed(var page, var entries, var count))
            {
                Log.NotRead(logger, outcome.GetType().Name);
                return (null, Refusals.Of(outcome));
            }

            skip += entries;
            // A page that brings nothing new is the last: also where Flinks gives the first page again.
            var known = found.Count;
            foreach (var institution in page)
            {
                found.TryAdd(institution.Id, institution);
            }

            if (found.Count == known || (entries < PageSize && !(skip < count)))
            {
                break;
            }
        }

        return ([.. found.Values], null);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The institutions could not be read from Flinks ({Outcome}); an older list, if there is one, serves on.")]
        public static partial void NotRead(ILogger logger, string outcome);
    }
}
