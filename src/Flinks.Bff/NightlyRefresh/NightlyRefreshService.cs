using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Timeline;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.NightlyRefresh;

/// <summary>Enrols logins in Flinks' nightly refresh and takes them off it.</summary>
public sealed class NightlyRefreshService(
    ConnectionStore connections,
    NightlyRefreshStore store,
    FlinksClient flinks,
    Sealer sealer,
    LoginLookup lookup,
    BackgroundWork background,
    CallJournal journal,
    IOptions<RetrievalOptions> options,
    TimeProvider time)
{
    public async Task<(NightlyRefreshBody? Body, Refusal? Refusal)> ShowAsync(UserKey user, ConnectionId id, CancellationToken cancellationToken) =>
        await connections.FindAsync(user.ToBytes(), id, cancellationToken) is { } connection
            ? (NightlyRefreshBody.Of(connection), null)
            : (null, new Refusal(ProblemCodes.NotFound));

    public async Task<(NightlyRefreshBody? Body, Refusal? Refusal)> SetAsync(UserKey user, ConnectionId id, bool enabled, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(user.ToBytes(), id, cancellationToken) is not { } connection)
        {
            return (null, new Refusal(ProblemCodes.NotFound));
        }

        // What Flinks was told has to be known here too, also when the caller has gone.
        var done = new TaskCompletionSource<Refusal?>(TaskCreationOptions.RunContinuationsAsynchronously);
        background.Start(stopping => SetAsync(connection, enabled, done, stopping));
        using var timeUp = new CancellationTokenSource(options.Value.AnswerWithin, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        await ((Task)done.Task.WaitAsync(patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        var refusal = done.Task.IsCompletedSuccessfully ? await done.Task : new Refusal(ProblemCodes.UpstreamUnavailable);
        return refusal is null ? await ShowAsync(user, id, cancellationToken) : (null, refusal with { ConnectionId = id });
    }

    private async Task SetAsync(Connection connection, bool enabled, TaskCompletionSource<Refusal?> done, CancellationToken stopping)
    {
        try
        {
            done.TrySetResult(await SetAsync(connection, enabled, stopping));
        }
        finally
        {
            done.TrySetResult(new Refusal(ProblemCodes.UpstreamUnavailable));
        }
    }

    private async Task<Refusal?> SetAsync(Connection connection, bool enabled, CancellationToken cancellationToken)
    {
        // Enrolment is the login's, and others may share it.
        if (enabled || !await store.IsWantedElsewhereAsync(connection.Id, cancellationToken))
        {
            var loginId = sealer.OpenLogin(connection.LoginSealed);
            var outcome = await journal.CallAsync(connection.Id, "SetScheduledRefresh", () => flinks.ScheduleRefreshAsync(loginId, enabled, cancellationToken));
            if (outcome is not FlinksOutcome.Scheduled)
            {
                return Refusals.Of(outcome);
            }
        }

        var now = time.GetUtcNow();
        var verdict = enabled ? (await IneligibleLogins.ReadAsync(flinks, lookup, cancellationToken)).Judge(connection, now) : NightlyVerdict.Unknown;
        await store.SetAsync(connection.UserKey, connection.Id, enabled, verdict, now, cancellationToken);
        return null;
    }
}
