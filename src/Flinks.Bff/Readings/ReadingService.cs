using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Retrievals;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Readings;

/// <summary>Answers a call for something that Flinks has stored of a connection: with it, or with when to ask again.</summary>
public sealed class ReadingService(
    ConnectionStore connections, OpenRetrievals openRetrievals, IHostApplicationLifetime lifetime, IOptions<RetrievalOptions> options, TimeProvider time)
{
    /// <summary>While a call to Flinks is out nobody knows how long it takes; asking this often costs little.</summary>
    private static readonly TimeSpan PauseWhileWorking = TimeSpan.FromSeconds(2);

    /// <param name="join">The reading, begun if there is none.</param>
    /// <param name="forget">Told when the outcome is given away.</param>
    public async Task<ReadingAnswer<T>> AnswerAsync<T>(
        UserKey user, ReadingCall call, Func<Connection, Reading<T>> join, Action<Reading<T>> forget, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(user.ToBytes(), call.ConnectionId, cancellationToken) is not { } connection)
        {
            return new ReadingAnswer<T>.Refused(new Refusal(ProblemCodes.NotFound));
        }

        using var timeUp = new CancellationTokenSource(call.Wait ?? options.Value.AnswerWithin, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, lifetime.ApplicationStopping, cancellationToken);
        if (await openRetrievals.WhenEndedAsync(connection.Id, patience.Token, cancellationToken) is { } open)
        {
            return new ReadingAnswer<T>.Pending(new ReadingPending(connection.Id, open.State, NextWhile(open, call)));
        }

        var reading = join(connection);
        await ((Task)reading.Ended.WaitAsync(patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (!reading.Ended.IsCompleted)
        {
            return Pending(reading, call);
        }

        forget(reading);
        return await reading.Ended switch
        {
            ReadingOutcome<T>.Read read => new ReadingAnswer<T>.Ready(connection, read.Value, read.Reason is null ? NextAction.None : NextAction.Connect),
            ReadingOutcome<T>.Refused(var refusal) => new ReadingAnswer<T>.Refused(refusal with { ConnectionId = connection.Id }),
            _ => Pending(reading, call),
        };
    }

    private ReadingAnswer<T>.Pending Pending<T>(Reading<T> reading, ReadingCall call) =>
        new(new ReadingPending(reading.Connection.Id, reading.State, Again(call, reading.NextLookAt)));

    private NextAction NextWhile(Retrieval open, ReadingCall call) => open.State == RetrievalState.MfaRequired
        ? NextAction.Resume(open.Id, open.WindowEndsAt)
        : Again(call, open.IsScheduled ? open.NextStepAt : null);

    private NextAction Again(ReadingCall call, DateTimeOffset? nextLookAt)
    {
        var pause = nextLookAt - time.GetUtcNow() is { } until && until > TimeSpan.Zero ? until : PauseWhileWorking;
        return new NextAction(NextActionType.Poll, call.Method, $"/api/v1/connections/{call.ConnectionId}/{call.Path}", RetryAfterSeconds: NextAction.Seconds(pause));
    }
}

/// <summary>A call for something that Flinks has stored.</summary>
/// <param name="Method">The method by which it is asked again.</param>
/// <param name="Path">Where, below the connection.</param>
/// <param name="Wait">How long the caller is held; null takes <c>Retrieval:AnswerWithin</c>.</param>
public sealed record ReadingCall(ConnectionId ConnectionId, string Method, string Path, TimeSpan? Wait);

/// <summary>What such a call comes to.</summary>
public abstract record ReadingAnswer<T>
{
    private ReadingAnswer()
    {
    }

    /// <param name="Next">None, or connect where this is the last that could be had.</param>
    public sealed record Ready(Connection Connection, T Value, NextAction Next) : ReadingAnswer<T>;

    public sealed record Pending(ReadingPending Body) : ReadingAnswer<T>;

    public sealed record Refused(Refusal Refusal) : ReadingAnswer<T>;
}
