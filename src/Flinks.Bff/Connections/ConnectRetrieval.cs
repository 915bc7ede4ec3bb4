using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Webhooks;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Connections;

/// <summary>Decides how a connection's data are got, and gets them.</summary>
public sealed class ConnectRetrieval(
    ConnectionStore connections,
    ConnectSessionUse sessions,
    RetrievalStore retrievals,
    RetrievalStarter starter,
    RetrievalFlights flights,
    RetrievalWaiting waiting,
    RetrievalAnswers answers,
    ResultCache results,
    WebhookWork webhooks,
    IOptions<RetrievalOptions> options,
    TimeProvider time)
{
    /// <summary>A retrieval that came to nothing is started anew; that more than a few do would be a fault.</summary>
    private const int MostTries = 3;

    /// <summary>A login the caller holds was named again.</summary>
    public async Task<RetrievalAnswer> ConnectAsync(Connection connection, NamedLogin named, Asking asking, CancellationToken cancellationToken)
    {
        var spentOn = await SpendAsync(named.Session, connection, cancellationToken);
        var justConnected = spentOn is not null;
        connection = spentOn ?? connection;
        if (named.Freshness != ConnectFreshness.Auto)
        {
            return await RetrieveAsync(connection, named.Explicit, named.Options, asking, cancellationToken, sessionStartedAt: named.SessionStartedAt);
        }

        return justConnected
            ? await StartAsync(connection, await PlanAsync(connection, named, cancellationToken), asking, cancellationToken)
            : await AutoAsync(connection, named, asking, cancellationToken);
    }

    /// <summary>A login that is new to the caller: Connect has just collected its data, so what Flinks has stored is what they want.</summary>
    /// <param name="proofAfter">Set where the claim has to be proved first.</param>
    public async Task<RetrievalAnswer> ClaimAsync(
        Connection connection, NamedLogin named, DateTimeOffset? proofAfter, Asking asking, CancellationToken cancellationToken)
    {
        var spentOn = await SpendAsync(named.Session, connection, cancellationToken);
        if (spentOn is null && proofAfter is not null)
        {
            return new RetrievalAnswer.Refused(new Refusal(ProblemCodes.LoginNotProved));
        }

        connection = spentOn ?? connection;
        var plan = named.Explicit == Freshness.Live
            ? await OutsideCooldownAsync(connection, named.Options, cancellationToken)
            : await PlanAsync(connection, named, cancellationToken);
        if (proofAfter is not null)
        {
            return await ProveAsync(connection, plan with { ProofAfter = proofAfter, SessionStartedAt = named.SessionStartedAt }, asking, cancellationToken);
        }

        return await StartAsync(
            connection,
            plan with { DecidedOn = named.Freshness == ConnectFreshness.Auto ? connection : null, SessionStartedAt = named.SessionStartedAt },
            asking,
            cancellationToken,
            now => named.Freshness == ConnectFreshness.Auto
                ? AutoAsync(now, named, asking, cancellationToken)
                : RetrieveAsync(now, named.Explicit, named.Options, asking, cancellationToken, sessionStartedAt: named.SessionStartedAt));
    }

    /// <summary>A wish for the data of a connection that is named by its id.</summary>
    public async Task<RetrievalAnswer> RetrieveAsync(
        UserKey user, ConnectionId id, Freshness freshness, DataOptions data, Asking asking, CancellationToken cancellationToken)
    {
        var opened = flights.Opened;
        return await connections.FindWithOpenAsync(user.ToBytes(), id, cancellationToken) is var (connection, isBeingRead)
            ? await RetrieveAsync(connection, freshness, data, asking, cancellationToken, noneOpenAt: isBeingRead ? null : opened)
            : new RetrievalAnswer.Refused(new Refusal(ProblemCodes.NotFound));
    }

    /// <summary>An explicit wish for cached or live data. Inside the cooldown a live one is refused, or read cached if a co-owner caused it.</summary>
    public async Task<RetrievalAnswer> RetrieveAsync(
        Connection connection,
        Freshness freshness,
        DataOptions data,
        Asking asking,
        CancellationToken cancellationToken,
        long? noneOpenAt = null,
        DateTimeOffset? sessionStartedAt = null)
    {
        if (freshness == Freshness.Cached)
        {
            var plan = new RetrievalPlan(Freshness.Cached, data, NoneOpenAt: noneOpenAt, SessionStartedAt: sessionStartedAt);
            return await StartAsync(connection, plan, asking, cancellationToken);
        }

        if (await JoinOpenAsync(connection, asking, cancellationToken) is { } joined)
        {
            return joined;
        }

        return CooldownLeft(connection.LiveSentAt) is { } pause
            ? new RetrievalAnswer.Refused(new Refusal(ProblemCodes.RefreshTooSoon) { ConnectionId = connection.Id, RetryAfter = pause })
            : await StartAsync(
                connection,
                await OutsideCooldownAsync(connection, data, cancellationToken) with { SessionStartedAt = sessionStartedAt },
                asking,
                cancellationToken,
                now => RetrieveAsync(now, freshness, data, asking, cancellationToken, sessionStartedAt: sessionStartedAt));
    }

    /// <returns>Null if no retrieval is open.</returns>
    public async Task<RetrievalAnswer?> JoinOpenAsync(Connection connection, Asking asking, CancellationToken cancellationToken) =>
        await starter.JoinOpenAsync(connection, cancellationToken) is { } joined ? await AnswerAsync(joined, asking, cancellationToken) : null;

    /// <summary>A login that the caller holds, and nothing says that they have just been in Connect.</summary>
    private async Task<RetrievalAnswer> AutoAsync(Connection connection, NamedLogin named, Asking asking, CancellationToken cancellationToken)
    {
        if (connection.State == ConnectionState.NeedsUser)
        {
            return await StartAsync(connection, JustConnected(named), asking, cancellationToken);
        }

        if (await JoinOpenAsync(connection, asking, cancellationToken) is { } joined)
        {
            return joined;
        }

        if (await StoredAsync(connection, named.Options, asking, cancellationToken) is { } stored)
        {
            return stored;
        }

        var plan = await OutsideCooldownAsync(connection, named.Options, cancellationToken);
        return await StartAsync(connection, plan with { DecidedOn = connection, SessionStartedAt = named.SessionStartedAt }, asking, cancellationToken, now => AutoAsync(now, named, asking, cancellationToken));
    }

    /// <summary>Whatever comes in between: a claim that has to be proved is read as a proof or not at all.</summary>
    private Task<RetrievalAnswer> ProveAsync(Connection connection, RetrievalPlan plan, Asking asking, CancellationToken cancellationToken) =>
        StartAsync(connection, plan, asking, cancellationToken, now => StartAsync(now, plan, asking, cancellationToken));

    /// <summary>The person has just been in Connect: what Flinks has stored is new, and an open challenge is a thing of the past.</summary>
    private static RetrievalPlan JustConnected(NamedLogin named) =>
        new(Freshness.Cached, named.Options, ReplacesChallenge: true, SessionStartedAt: named.SessionStartedAt);

    /// <summary>The same after a sign-in on the bank's own site, when nothing has been collected yet: the bank has to be asked.</summary>
    private async Task<RetrievalPlan> PlanAsync(Connection connection, NamedLogin named, CancellationToken cancellationToken) => named.IsUncollected
        ? await OutsideCooldownAsync(connection, named.Options, cancellationToken) with { ReplacesChallenge = true, SessionStartedAt = named.SessionStartedAt }
        : JustConnected(named);

    /// <summary>Live, but cached while the login's cooldown lasts.</summary>
    private async Task<RetrievalPlan> OutsideCooldownAsync(Connection connection, DataOptions data, CancellationToken cancellationToken)
    {
        var lastLive = await connections.LastLiveAsync(connection.Id, cancellationToken);
        return new RetrievalPlan(CooldownLeft(lastLive) is null ? Freshness.Live : Freshness.Cached, data, LastLive: lastLive);
    }

    private async Task<RetrievalAnswer> StartAsync(
        Connection connection,
        RetrievalPlan plan,
        Asking asking,
        CancellationToken cancellationToken,
        Func<Connection, Task<RetrievalAnswer>>? decideAnew = null)
    {
        for (var tries = 0; tries < MostTries && await starter.StartOrJoinAsync(connection, plan, cancellationToken) is { } started; tries++)
        {
            if (connection.LastRetrievalId is null)
            {
                // Only now: a webhook that overtook the browser is for the retrieval that has just been opened.
                webhooks.BeginParked(connection.Id);
            }

            if (await AnswerAsync(started, asking, cancellationToken) is { } answer)
            {
                return answer;
            }

            if (await connections.ReloadAsync(connection.Id, cancellationToken) is not { } still)
            {
                return new RetrievalAnswer.Refused(new Refusal(ProblemCodes.NotFound));
            }

            connection = still;
            plan = plan with { NoneOpenAt = null };
        }

        return decideAnew is not null && await connections.ReloadAsync(connection.Id, cancellationToken) is { } now
            ? await decideAnew(now)
            : new RetrievalAnswer.Refused(new Refusal(ProblemCodes.NotFound));
    }

    /// <returns>Null if the retrieval came to nothing before it was written.</returns>
    private async Task<RetrievalAnswer?> AnswerAsync(
        (RetrievalSignals.Listener Listener, RetrievalMove Now) under, Asking asking, CancellationToken cancellationToken) =>
        await waiting.WaitAsync(under.Listener, under.Now, asking, cancellationToken) is { IsVoid: false } move
            ? await answers.ComposeAsync(move, asking, cancellationToken)
            : null;

    /// <summary>The last result, if it is still fresh, still held here, was asked for in the same way, and lacks no account that is selected now.</summary>
    private async Task<RetrievalAnswer?> StoredAsync(Connection connection, DataOptions asked, Asking asking, CancellationToken cancellationToken) =>
        connection.LastRetrievalId is { } last
        && await retrievals.FindAsync(connection.UserKey, last, cancellationToken) is { AsOf: { } asOf } ready
        && time.GetUtcNow() - asOf < options.Value.FreshFor
        && !(ready.StartedAt <= connection.WidenedAt)
        && ready.Options == RetrievalRuns.Normalise(asked)
        && await results.FindAsync(last, cancellationToken) is { } data
            ? await answers.StoredAsync(new RetrievalMove(ready, connection), data, asking, cancellationToken)
            : null;

    /// <returns>The connection as it then stands, if the session was there to be used and is now used up; else null.</returns>
    private async Task<Connection?> SpendAsync(ConnectSession? session, Connection connection, CancellationToken cancellationToken) =>
        session is { UsedAt: null } ? await sessions.SpendAsync(session.Id, connection, time.GetUtcNow(), cancellationToken) : null;

    private TimeSpan? CooldownLeft(DateTimeOffset? lastLive) =>
        lastLive + options.Value.LiveCooldown - time.GetUtcNow() is { } left && left > TimeSpan.Zero ? left : null;
}
