using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Summaries;

/// <summary>
/// Reads a summary: a cached Authorize, then GetAccountsSummary on its RequestId. The bank is never asked. A RequestId may end with the detail
/// that is read on it (flinks/api.md 11), so a summary has one of its own, on which detail is not asked.
/// </summary>
public sealed class SummaryReader(FlinksClient flinks, Sealer sealer, IHostApplicationLifetime lifetime, IOptions<FlinksOptions> options, TimeProvider time)
{
    public async Task<SummaryOutcome> ReadAsync(SummaryReading reading, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            return await ReadSessionAsync(reading, mayBeginAnew: true, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new SummaryOutcome.Stopped();
        }
    }

    private async Task<SummaryOutcome> ReadSessionAsync(SummaryReading reading, bool mayBeginAnew, CancellationToken cancellationToken)
    {
        reading.State = RetrievalState.Authorizing;
        var loginId = sealer.OpenLogin(reading.Connection.LoginSealed);
        var opened = await UntilSettledAsync(reading, _ => flinks.AuthorizeAsync(loginId, cached: true, cancellationToken), cancellationToken);
        return opened switch
        {
            FlinksOutcome.Authorized(var requestId, var lastRefresh) => await CollectAsync(reading, requestId, lastRefresh, null, mayBeginAnew, cancellationToken),
            FlinksOutcome.StaleButReadable(var requestId, var lastRefresh, var reason) =>
                await CollectAsync(reading, requestId, lastRefresh, Refusals.Of(reason), mayBeginAnew, cancellationToken),
            FlinksOutcome.MfaRequired(_, _, _, var code) => new SummaryOutcome.Refused(new Refusal(ProblemCodes.ReconnectRequired) { FlinksCode = code }),
            var other => new SummaryOutcome.Refused(Refusals.Of(other)),
        };
    }

    private async Task<SummaryOutcome> CollectAsync(
        SummaryReading reading, RequestId requestId, DateTimeOffset? lastRefresh, Refusal? reason, bool mayBeginAnew, CancellationToken cancellationToken)
    {
        reading.State = RetrievalState.Collecting;
        var outcome = await UntilSettledAsync(
            reading, again => again ? flinks.PollSummaryAsync(requestId, cancellationToken) : flinks.SummarizeAsync(requestId, cancellationToken), cancellationToken);
        return outcome switch
        {
            FlinksOutcome.Collected(var payload) => new SummaryOutcome.Read(
                AccountShaper.Shape(payload, new DataOptions { WithTransactions = false, AccountIds = reading.Connection.SelectedAccountIds }),
                InstitutionOf(payload) ?? InstitutionSummary.Of(reading.Connection),
                payload.LastRefresh ?? lastRefresh,
                time.GetUtcNow(),
                reason),
            FlinksOutcome.SessionEnded when mayBeginAnew && reason is null => await ReadSessionAsync(reading, mayBeginAnew: false, cancellationToken),
            _ => new SummaryOutcome.Refused(reason ?? Refusals.Of(outcome)),
        };
    }

    /// <summary>Asks until Flinks is neither at work nor busy, or has been for too long.</summary>
    private async Task<FlinksOutcome> UntilSettledAsync(SummaryReading reading, Func<bool, Task<FlinksOutcome>> ask, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var wasPending = false;
        var state = reading.State;
        while (true)
        {
            reading.State = state;
            reading.NextLookAt = null;
            var outcome = await ask(wasPending);
            wasPending |= outcome is FlinksOutcome.Pending;
            TimeSpan? longest = outcome switch
            {
                FlinksOutcome.Pending => options.Value.PollTimeout,
                FlinksOutcome.Busy => options.Value.BusyTimeout,
                _ => null,
            };
            if (time.GetUtcNow() - began >= (longest ?? TimeSpan.Zero))
            {
                return outcome;
            }

            reading.State = outcome is FlinksOutcome.Busy ? RetrievalState.Busy : state;
            reading.NextLookAt = time.GetUtcNow() + options.Value.PollInterval;
            await Task.Delay(options.Value.PollInterval, time, cancellationToken);
        }
    }

    private static InstitutionSummary? InstitutionOf(AccountsPayload payload) =>
        payload is { InstitutionId: null, InstitutionName: null } ? null : new(payload.InstitutionId, payload.InstitutionName);
}
