using Flinks.Bff.Connections;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Errors;

namespace Flinks.Bff.Retrievals;

/// <summary>Puts into words where a retrieval stands: the answer, and the one thing to do next.</summary>
public sealed class RetrievalAnswers(
    ResultCache results, RetrievalRuns runs, RetrievalSettling settling, DueRetrievals due, ConnectAddresses addresses, RetrievalMetrics metrics, TimeProvider time)
{
    /// <summary>While a call to Flinks is out nobody knows how long it takes; asking this often costs little.</summary>
    private static readonly TimeSpan PauseWhileWorking = TimeSpan.FromSeconds(2);

    /// <summary>A step that is due is taken within about this.</summary>
    private static readonly TimeSpan PauseWhenDue = TimeSpan.FromSeconds(1);

    public async Task<RetrievalAnswer> ComposeAsync(RetrievalMove move, Asking asking, CancellationToken cancellationToken)
    {
        if (move.Complaint is { } complaint)
        {
            return await RefuseAsync(move, complaint, asking, cancellationToken);
        }

        move = move with { Retrieval = await due.CloseWindowIfOverAsync(move.Retrieval, cancellationToken) };
        return move.Retrieval.State switch
        {
            RetrievalState.Ready => await ReadyAsync(move, move.Data, Source(move.Retrieval), asking, cancellationToken),
            RetrievalState.MfaRequired => await AskPersonAsync(move, asking, cancellationToken),
            _ when EndOf(move.Retrieval, asPast: !asking.MayMint) is { } refusal => await RefuseAsync(move, refusal, asking, cancellationToken),
            _ => Pending(move.Retrieval),
        };
    }

    /// <summary>The data of an earlier retrieval, given again.</summary>
    public Task<RetrievalAnswer> StoredAsync(RetrievalMove move, AccountData data, Asking asking, CancellationToken cancellationToken) =>
        ReadyAsync(move, data, DataSource.Stored, asking, cancellationToken);

    /// <summary>A problem with the ids and the next step that belong to this retrieval.</summary>
    public async Task<RetrievalAnswer> RefuseAsync(RetrievalMove move, Refusal refusal, Asking asking, CancellationToken cancellationToken)
    {
        var told = refusal with { ConnectionId = move.Connection.Id, RetrievalId = move.Retrieval.Id };
        return new RetrievalAnswer.Refused(told with { NextAction = await NextAsync(move, told, asking, cancellationToken) });
    }

    /// <summary>What to do next, as a GET would say it, without looking for the data.</summary>
    public static NextAction NextOf(RetrievalMove move) => move.Retrieval switch
    {
        { State: RetrievalState.MfaRequired } asking => NextAction.Resume(asking.Id, asking.WindowEndsAt),
        var other when EndOf(other, asPast: true) is { } refusal => Next(move, refusal) ?? new NextAction(ProblemTable.Of(refusal.Code).Next),
        var other => NextAction.Poll(other.Id),
    };

    /// <summary>The problem that a retrieval ended with.</summary>
    /// <param name="asPast">Told as history, by a call that did not fail itself.</param>
    /// <returns>Null if it did not end with one.</returns>
    public static Refusal? EndOf(Retrieval retrieval, bool asPast) => retrieval.State switch
    {
        RetrievalState.Failed => new Refusal(retrieval.Code ?? ProblemCodes.UpstreamFailed)
        {
            FlinksCode = retrieval.FlinksCode,
            RetryAfter = retrieval.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Status = asPast ? StatusCodes.Status409Conflict : null,
        },
        RetrievalState.Expired => new Refusal(ProblemCodes.RetrievalExpired),
        RetrievalState.Superseded => new Refusal(ProblemCodes.Superseded),
        _ => null,
    };

    public static DataSource Source(Retrieval retrieval) => retrieval switch
    {
        { FromWebhook: true } => DataSource.Webhook,
        { Freshness: Freshness.Live } => DataSource.Live,
        _ => DataSource.Cached,
    };

    private async Task<RetrievalAnswer> ReadyAsync(
        RetrievalMove move, AccountData? data, DataSource source, Asking asking, CancellationToken cancellationToken)
    {
        if ((data ?? await results.FindAsync(move.Retrieval.Id, cancellationToken)) is not { } found)
        {
            return await RefuseAsync(move, new Refusal(ProblemCodes.ResultErased), asking, cancellationToken);
        }

        metrics.DataAnswered(source);
        var head = new RetrievalReady
        {
            ConnectionId = move.Connection.Id,
            RetrievalId = move.Retrieval.Id,
            Source = source,
            AsOf = move.Retrieval.AsOf,
            LastRefreshedAt = move.Retrieval.LastRefresh,
            Institution = InstitutionSummary.Of(move.Connection),
            NextAction = move.Retrieval.Code is null ? NextAction.None : await ConnectAsync(move.Connection, asking, cancellationToken),
        };
        return new RetrievalAnswer.Ready(head, found, move.Connection.SelectedAccountIds);
    }

    private RetrievalAnswer.Pending Pending(Retrieval retrieval)
    {
        var pause = retrieval is { IsScheduled: true, NextStepAt: { } next } ? UntilTaken(next) : PauseWhileWorking;
        return new RetrievalAnswer.Pending(new RetrievalPending
        {
            ConnectionId = retrieval.ConnectionId,
            RetrievalId = retrieval.Id,
            State = retrieval.State,
            StartedAt = retrieval.StartedAt,
            ExpiresAt = settling.Deadline(retrieval),
            EventsUrl = $"/api/v1/retrievals/{retrieval.Id}/events",
            NextAction = NextAction.Poll(retrieval.Id, pause),
        });
    }

    private TimeSpan UntilTaken(DateTimeOffset next) => next - time.GetUtcNow() is var left && left > PauseWhenDue ? left : PauseWhenDue;

    private async Task<RetrievalAnswer> AskPersonAsync(RetrievalMove move, Asking asking, CancellationToken cancellationToken)
    {
        var retrieval = move.Retrieval;
        var url = asking.MayMint ? await addresses.ResumeAsync(retrieval, cancellationToken) : null;
        if (url is Minted<SignedAddress>.Refused(var refusal) && asking.MustMint)
        {
            return await RefuseAsync(move, refusal, asking, cancellationToken);
        }

        var address = (url as Minted<SignedAddress>.Done)?.Value;
        return new RetrievalAnswer.NeedsPerson(new MfaRequired
        {
            ConnectionId = move.Connection.Id,
            RetrievalId = retrieval.Id,
            Retry = retrieval.Retry,
            FlinksCode = retrieval.FlinksCode,
            Resume = new ResumeBody(address?.Url, address?.ExpiresAt ?? retrieval.WindowEndsAt, addresses.MessageOrigin),
            SecurityChallenges = [.. runs.Challenges(retrieval).Select(asked => new SecurityChallengeBody(asked.Prompt, asked.Type, asked.Choices, asked.Images))],
            NextAction = address is null
                ? NextAction.Resume(retrieval.Id, retrieval.WindowEndsAt)
                : NextAction.Open(NextActionType.Resume, address.Url, address.ExpiresAt),
        });
    }

    private async Task<NextAction?> NextAsync(RetrievalMove move, Refusal refusal, Asking asking, CancellationToken cancellationToken) =>
        ProblemTable.Of(refusal.Code).Next == NextActionType.Connect
            ? await ConnectAsync(move.Connection, asking, cancellationToken)
            : Next(move, refusal);

    /// <summary>Where the failure is history, what would be "wait" is "retrieve, after a while". Null leaves it to the code.</summary>
    private static NextAction? Next(RetrievalMove move, Refusal refusal) => ProblemTable.Of(refusal.Code) switch
    {
        { Next: NextActionType.Connect } => NextAction.Connect,
        { Next: NextActionType.Wait, RetryAfter: var usual } when refusal.Status is not null => NextAction.Retrieve(move.Connection.Id, refusal.RetryAfter ?? usual),
        { Next: NextActionType.Retrieve } => NextAction.Retrieve(move.Connection.Id),
        { Next: NextActionType.Poll } => NextAction.Poll(move.Retrieval.Id),
        _ => refusal.NextAction,
    };

    private async Task<NextAction> ConnectAsync(Connection connection, Asking asking, CancellationToken cancellationToken) =>
        asking.MayMint ? await addresses.OpenForAsync(connection.UserKey, connection.Proved ? connection : null, cancellationToken) : NextAction.Connect;
}
