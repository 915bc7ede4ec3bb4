using System.Threading.Channels;
using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Writes what spells of work come to. Under load many end at once, and a transaction costs more than the rows in it: what is ready
/// together is written together, and whoever wrote waits until it is durable.
/// </summary>
public sealed class RetrievalWrites(RetrievalStore store, RetrievalFlights flights, Database database)
{
    private const int MostTogether = 64;

    private readonly Channel<Write> _waiting = Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });

    private int _writing;

    /// <summary>Writes the run's row, with what changes on the connection and the data that came with it.</summary>
    /// <param name="ifWanted">The data, to be kept only if somebody waits for them at another instance.</param>
    /// <param name="note">What the trail is told of it, if it is told.</param>
    /// <returns>The connection as it then stands, or null if the row was changed by somebody else or is gone.</returns>
    public async Task<Connection?> SaveAsync(
        RetrievalRun run, Action<Connection> change, StoredResult? result, CancellationToken cancellationToken, Func<StoredResult>? ifWanted = null, AuditNote? note = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new Write(run, run.Flight is null ? run.Retrieval.Version : null, change, result, result is null && flights.MayBeWaitedForElsewhere ? ifWanted : null, note);
        _waiting.Writer.TryWrite(write);
        if (Interlocked.Exchange(ref _writing, 1) == 0)
        {
            _ = Task.Run(WriteAllAsync, CancellationToken.None);
        }

        var connection = await write.Done.Task.WaitAsync(cancellationToken);
        if (connection is null)
        {
            flights.Abandon(run);
            return null;
        }

        run.Connection = connection;
        flights.Land(run);
        return connection;
    }

    private async Task WriteAllAsync()
    {
        do
        {
            while (Next() is { Count: > 0 } together)
            {
                await WriteAsync(together);
            }

            Volatile.Write(ref _writing, 0);
        }
        while (_waiting.Reader.TryPeek(out _) && Interlocked.Exchange(ref _writing, 1) == 0);
    }

    /// <summary>
    /// What is written next, each connection once: a second write to it, of a run that has lost its row to another, needs the connection as
    /// the first has left it.
    /// </summary>
    private List<Write> Next()
    {
        var together = new List<Write>();
        var connections = new HashSet<ConnectionId>();
        while (together.Count < MostTogether && _waiting.Reader.TryPeek(out var next) && connections.Add(next.Run.Connection.Id))
        {
            _waiting.Reader.TryRead(out _);
            together.Add(next);
        }

        return together;
    }

    /// <summary>Whoever wrote learns what became of it, whatever that is.</summary>
    private async Task WriteAsync(List<Write> together)
    {
        try
        {
            // All of them are written or none is: any one tells whether a commit went through whose answer was lost.
            var connections = await database.WriteAsync(
                db => WriteAsync(db, together),
                db => RetrievalStore.WasPutAsync(db, together[0].Run.Retrieval, together[0].Seen, CancellationToken.None),
                CancellationToken.None);
            foreach (var (write, connection) in together.Zip(connections))
            {
                write.Done.SetResult(connection);
            }
        }
        catch (DbUpdateException)
        {
            // One of the rows was changed under our hands: each finds out by itself whether it was its own.
            await Task.WhenAll(together.Select(WriteAloneAsync));
        }
#pragma warning disable CA1031 // Not answered here, but handed to everybody who waits for the write.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            together.ForEach(write => write.Done.SetException(exception));
        }
    }

    /// <summary>Rests on the connections as they were last seen: their versions guard them.</summary>
    private static async Task<List<Connection>> WriteAsync(BffDbContext db, List<Write> together)
    {
        var connections = together.ConvertAll(write => write.Run.Connection.Snapshot());
        foreach (var (write, connection) in together.Zip(connections))
        {
            db.Connections.Attach(connection);
            RetrievalStore.Put(db, connection, write.Run.Retrieval, write.Seen, write.Change, write.Result);
            write.Note?.AddTo(db);
        }

        await db.SaveChangesAsync();
        var wanted = together.Where(write => write.IfWanted is not null).ToDictionary(write => write.Run.Retrieval.Id, write => write.IfWanted!);
        if (wanted.Count > 0)
        {
            await RetrievalStore.KeepWantedAsync(db, wanted, CancellationToken.None);
        }

        return connections;
    }

    private async Task WriteAloneAsync(Write write)
    {
        try
        {
            write.Done.SetResult(await store.SaveAsync(write.Run.Retrieval, write.Seen, write.Change, write.Result, CancellationToken.None, write.IfWanted, note: write.Note));
        }
#pragma warning disable CA1031 // Not answered here, but handed to whoever waits for the write.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            write.Done.SetException(exception);
        }
    }

    /// <param name="Run">Its row, and the connection as last seen.</param>
    /// <param name="Seen">The row's version as last seen; null if it is new.</param>
    private sealed record Write(RetrievalRun Run, int? Seen, Action<Connection> Change, StoredResult? Result, Func<StoredResult>? IfWanted, AuditNote? Note)
    {
        public TaskCompletionSource<Connection?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
