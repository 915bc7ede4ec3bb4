using System.Diagnostics;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.Extensions.Caching.Memory;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// A span for every spell of work on a retrieval. One that a request began is part of its trace, also when it goes on after the answer; one
/// that the clock began is a trace of its own, linked to the request that started the retrieval if that was here and not long ago.
/// </summary>
public sealed class RetrievalTraces : IDisposable
{
    /// <summary>A link is a convenience: a few thousand open retrievals are remembered, and no more than this long.</summary>
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromHours(1);

    private readonly MemoryCache _starts = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <returns>Null where nobody listens.</returns>
    public IDisposable? Begin(RetrievalRun run)
    {
        if (!BffTracing.Source.HasListeners())
        {
            return null;
        }

        var id = run.Retrieval.Id;
        var parent = Activity.Current?.Context ?? default;
        var links = parent == default && _starts.TryGetValue(id, out ActivityContext start) ? [new ActivityLink(start)] : Array.Empty<ActivityLink>();
        if (BffTracing.Source.StartActivity("retrieval", ActivityKind.Internal, parent, links: links) is not { } span)
        {
            return null;
        }

        span.SetTag("flinks_bff.retrieval.id", id.ToString());
        span.SetTag("flinks_bff.connection.id", run.Retrieval.ConnectionId.ToString());
        span.SetTag("flinks_bff.retrieval.purpose", run.Retrieval.Purpose.ToString());
        if (parent != default && _starts.Get(id) is null)
        {
            _starts.Set(id, parent, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = RememberedFor });
        }

        return new Spell(this, run.Retrieval, span);
    }

    public void Dispose() => _starts.Dispose();

    private sealed class Spell(RetrievalTraces traces, Retrieval retrieval, Activity span) : IDisposable
    {
        public void Dispose()
        {
            span.SetTag("flinks_bff.retrieval.state", RetrievalMetrics.StateOf(retrieval.State));
            if (retrieval.Code is { } code)
            {
                span.SetTag("flinks_bff.problem.code", code);
            }

            if (retrieval.HasEnded)
            {
                traces._starts.Remove(retrieval.Id);
            }

            span.Dispose();
        }
    }
}
