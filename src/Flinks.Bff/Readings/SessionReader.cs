using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Readings;

/// <summary>
/// Reads what Flinks has stored: a cached Authorize, then what is asked for on its RequestId. The bank is never asked. A RequestId may end
/// with the detail that is read on it (flinks/api.md 11), so every reading has one of its own.
/// </summary>
public sealed class SessionReader(FlinksClient flinks, Sealer sealer, IHostApplicationLifetime lifetime, IOptions<FlinksOptions> options, TimeProvider time)
{
    /// <param name="ask">What is read, once there is a session.</param>
    public async Task<ReadingOutcome<T>> ReadAsync<T>(
        IReading reading, Func<ReadSession, CancellationToken, Task<SessionAnswer<T>>> ask, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            return await ReadAsync(reading, ask, mayBeginAnew: true, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new ReadingOutcome<T>.Stopped();
        }
    }

    private async Task<ReadingOutcome<T>> ReadAsync<T>(
        IReading reading, Func<ReadSession, CancellationToken, Task<SessionAnswer<T>>> ask, bool mayBeginAnew, CancellationToken cancellationToken)
    {
        var patience = new SettledCalls(reading, options.Value, time);
        reading.State = RetrievalState.Authorizing;
        var loginId = sealer.OpenLogin(reading.Connection.LoginSealed);
        var opened = await patience.CallAsync("Authorize", () => flinks.AuthorizeAsync(loginId, cached: true, cancellationToken), cancellationToken);
        var (session, refusal) = opened switch
        {
            FlinksOutcome.Authorized(var requestId, var lastRefresh) => (new ReadSession(loginId, requestId, lastRefresh, patience), (Refusal?)null),
            FlinksOutcome.StaleButReadable(var requestId, var lastRefresh, var reason) => (new ReadSession(loginId, requestId, lastRefresh, patience), Refusals.Of(reason)),
            FlinksOutcome.MfaRequired(_, _, _, var code) => (null, new Refusal(ProblemCodes.ReconnectRequired) { FlinksCode = code }),
            var other => (null, Refusals.Of(other)),
        };
        if (session is null)
        {
            return new ReadingOutcome<T>.Refused(refusal!);
        }

        reading.State = RetrievalState.Collecting;
        return await ask(session, cancellationToken) switch
        {
            SessionAnswer<T>.Given(var value) => new ReadingOutcome<T>.Read(value, refusal),
            SessionAnswer<T>.Other(FlinksOutcome.SessionEnded) when mayBeginAnew && refusal is null => await ReadAsync(reading, ask, mayBeginAnew: false, cancellationToken),
            SessionAnswer<T>.Other(var outcome) => new ReadingOutcome<T>.Refused(refusal ?? Refusals.Of(outcome)),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }
}

/// <summary>A session on what Flinks has stored of a login.</summary>
/// <param name="LastRefresh">When Flinks last read the bank, as far as Authorize told.</param>
/// <param name="Calls">How its calls are made.</param>
public sealed record ReadSession(LoginId LoginId, RequestId RequestId, DateTimeOffset? LastRefresh, SettledCalls Calls);

/// <summary>What asking on a session came to.</summary>
public abstract record SessionAnswer<T>
{
    private SessionAnswer()
    {
    }

    public sealed record Given(T Value) : SessionAnswer<T>;

    /// <summary>Flinks said something else.</summary>
    public sealed record Other(FlinksOutcome Outcome) : SessionAnswer<T>;
}
