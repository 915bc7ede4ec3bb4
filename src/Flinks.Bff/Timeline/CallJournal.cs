using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff.Timeline;

/// <summary>
/// Writes into the timeline what Flinks was asked for a connection without a retrieval, whose row would remember it. Nobody waits for that,
/// and nothing depends on it: what cannot be written is only told in the log.
/// </summary>
public sealed partial class CallJournal(TimelineStore store, BackgroundWork background, TimeProvider time, ILogger<CallJournal> logger)
{
    private int _number;

    /// <summary>Makes a single call, and tells of it.</summary>
    /// <param name="endpoint">Flinks' own name of what is asked.</param>
    public async Task<FlinksOutcome> CallAsync(ConnectionId connection, string endpoint, Func<Task<FlinksOutcome>> ask)
    {
        var sent = Moment.Now(time);
        var outcome = await ask();
        Tell(connection, [UpstreamCall.Of(endpoint, sent.At, sent.Passed(time), outcome)]);
        return outcome;
    }

    /// <summary>Starts to write, and returns.</summary>
    /// <param name="calls">In their order; nothing is added to them any more.</param>
    public void Tell(ConnectionId connection, IReadOnlyList<UpstreamCall> calls)
    {
        if (calls.Count > 0)
        {
            background.Start(cancellationToken => WriteAsync(connection, [.. calls.Select(call => EntryOf(connection, call))], cancellationToken));
        }
    }

    private async Task WriteAsync(ConnectionId connection, IReadOnlyList<TimelineEntry> entries, CancellationToken cancellationToken)
    {
        try
        {
            await store.AddAsync(connection, entries, cancellationToken);
        }
        catch (Exception exception) when (DatabaseFault.Is(exception) || DatabaseFault.IsAway(exception))
        {
            Log.NotWritten(logger, entries.Count, connection, DatabaseFault.Kind(exception));
        }
    }

    private TimelineEntry EntryOf(ConnectionId connection, UpstreamCall call) => new()
    {
        Id = Guid.CreateVersion7(call.At),
        ConnectionId = connection,
        At = call.At,
        // Calls of several readings may fall on one instant: counted over all of them, none is like another.
        Number = Interlocked.Increment(ref _number),
        Kind = TimelineKinds.Call,
        Name = call.Endpoint,
        Detail = CallDetail.Of(call).ToJson(),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The timeline of connection {ConnectionId} lacks {Count} entries: they could not be written ({Failure}).")]
        public static partial void NotWritten(ILogger logger, int count, ConnectionId connectionId, string failure);
    }
}
