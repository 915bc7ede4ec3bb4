using Flinks.Bff.Connections;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Tests.Retrievals.AnyOrder;

/// <summary>What holds of the rows at any time at which no work is under way, whatever has happened.</summary>
internal static class SoundRows
{
    public static void Check(IReadOnlyList<Retrieval> before, IReadOnlyList<Retrieval> rows, Connection connection)
    {
        Assert.True(rows.Count(row => row.OpenFor is not null) <= 1, "Two retrievals are open.");
        Assert.All(rows, CheckColumns);
        Assert.All(before, row => CheckPath(row, rows.SingleOrDefault(now => now.Id == row.Id)));
        CheckConnection(rows, connection);
    }

    private static void CheckColumns(Retrieval row)
    {
        var isFinal = RetrievalMoves.IsFinal(row.State);
        Assert.Equal(isFinal ? null : row.ConnectionId, row.OpenFor);
        Assert.Equal(isFinal, row.NextStepAt is null);
        Assert.True(!isFinal || row.EndedAt is not null, $"A {row.State} row does not say when it ended.");
        Assert.Equal(row.LeaseId is null, row.LeasedUntil is null);
        Assert.True(row.LeaseId is null || row.State is RetrievalState.Authorizing or RetrievalState.Collecting, $"A {row.State} row is leased.");
        Assert.True(row.State != RetrievalState.MfaRequired || row is { RequestIdSealed: not null, ChallengesSealed: not null, WindowEndsAt: not null }, "A question cannot be asked.");
        Assert.True(row.State != RetrievalState.Collecting || row is { RequestIdSealed: not null, CollectingSince: not null }, "Data cannot be collected.");
        Assert.True(row.State is not (RetrievalState.Ready or RetrievalState.Failed or RetrievalState.Superseded) || row is { RequestIdSealed: null, ChallengesSealed: null }, "It keeps a session it needs no more.");
        Assert.Equal(row.State == RetrievalState.Ready, row.AsOf is not null);
        Assert.True(row.State != RetrievalState.Failed || row.Code is not null, "It failed without a reason.");
    }

    /// <summary>From where it stood there is a way by legal moves to where it stands, that passes through no end.</summary>
    private static void CheckPath(Retrieval was, Retrieval? now)
    {
        Assert.NotNull(now);
        Assert.True(was.State == now.State || Reachable(was.State).Contains(now.State), $"It went from {was.State} to {now.State}.");
        Assert.True(now.Version >= was.Version, "Its version went back.");
        Assert.True(was.State != now.State || was.State is not (RetrievalState.Ready or RetrievalState.Failed or RetrievalState.Superseded) || was.Version == now.Version, $"It had ended as {was.State} and was changed.");
    }

    private static HashSet<RetrievalState> Reachable(RetrievalState from)
    {
        HashSet<RetrievalState> found = [];
        Queue<RetrievalState> open = new([from]);
        while (open.TryDequeue(out var state))
        {
            foreach (var next in Enum.GetValues<RetrievalState>().Where(next => RetrievalMoves.IsLegal(state, next) && found.Add(next)))
            {
                open.Enqueue(next);
            }
        }

        return found;
    }

    private static void CheckConnection(IReadOnlyList<Retrieval> rows, Connection connection)
    {
        var open = rows.SingleOrDefault(row => row.OpenFor is not null);
        if (open is { State: RetrievalState.MfaRequired })
        {
            Assert.Equal(ConnectionState.NeedsUser, connection.State);
        }
        else if (open is null or { State: RetrievalState.Collecting } or { Purpose: AuthorizePurpose.Read or AuthorizePurpose.Refresh })
        {
            Assert.Equal(connection.Problem is null ? ConnectionState.Active : ConnectionState.NeedsUser, connection.State);
        }

        Assert.Equal(rows.Where(row => row.AsOf is not null).MaxBy(row => row.AsOf)?.Id, connection.LastRetrievalId);
    }
}
