using System.Net;

namespace Flinks.Client;

/// <summary>
/// Asks Flinks what it thinks of our keys, without touching a bank or a login: an authorize token that nobody uses, and the data of a
/// session that does not exist.
/// </summary>
public sealed class FlinksProbe(IFlinksApi api, TimeProvider time)
{
    public async Task<FlinksReception> AskAsync(CancellationToken cancellationToken)
    {
        var minting = AskAsync(FlinksCall.Mint, static (flinks, token) => flinks.GenerateAuthorizeTokenAsync(token), cancellationToken);
        var reading = AskAsync(FlinksCall.Collect, static (flinks, token) => flinks.PollAccountsDetailAsync(Guid.NewGuid(), token), cancellationToken);
        var (minted, read) = (await minting, await reading);
        return new FlinksReception(minted.Reception, read.Reception, minted.Skew ?? read.Skew);
    }

    private async Task<(KeyReception Reception, TimeSpan? Skew)> AskAsync(
        FlinksCall call, Func<IFlinksApi, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        TimeSpan? skew = null;
        KeyReception? silence = KeyReception.Silence;
        var outcome = await new FlinksCaller(api, time).CallAsync(
            call,
            async (flinks, token) =>
            {
                var before = time.GetUtcNow();
                var response = await send(flinks, token);
                skew = response.Headers.Date - (before + ((time.GetUtcNow() - before) / 2));
                silence = response.StatusCode == HttpStatusCode.NotFound ? KeyReception.NoSuchAddress : null;
                return response;
            },
            cancellationToken);
        return (silence ?? Judge(outcome), skew);
    }

    private static KeyReception Judge(FlinksOutcome outcome) => outcome switch
    {
        // That the session is unknown is said only to whom Flinks talks.
        FlinksOutcome.Minted or FlinksOutcome.SessionEnded => KeyReception.Accepted,
        FlinksOutcome.RejectedUs => KeyReception.Refused,
        FlinksOutcome.Unavailable => KeyReception.Outage,
        _ => KeyReception.Unclear,
    };
}

/// <summary>How Flinks received us.</summary>
/// <param name="SecretKey">With the secret key.</param>
/// <param name="ApiKey">With the API key, or without one if none is set.</param>
/// <param name="ClockAhead">By how much Flinks' clock is ahead of ours; null if it does not say.</param>
public sealed record FlinksReception(KeyReception SecretKey, KeyReception ApiKey, TimeSpan? ClockAhead);

/// <summary>How one key was received.</summary>
public enum KeyReception
{
    Accepted,
    Refused,

    /// <summary>404: there is nothing at our address.</summary>
    NoSuchAddress,

    /// <summary>No connection, no answer in time, or an open circuit.</summary>
    Silence,

    /// <summary>A gateway answered in Flinks' place.</summary>
    Outage,

    /// <summary>Flinks answered something else.</summary>
    Unclear,
}
