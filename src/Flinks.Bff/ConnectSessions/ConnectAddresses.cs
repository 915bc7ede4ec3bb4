using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Resume;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Makes signed Connect addresses. Each holds a token that was minted for it at that moment, and is never kept.</summary>
public sealed class ConnectAddresses(
    FlinksClient flinks,
    ConnectUrl urls,
    ResumeUrlSigner signer,
    RetrievalRuns runs,
    ConnectSessionStore sessions,
    AuditTrail audit,
    IOptions<ConnectOptions> connect,
    IOptions<FlinksOptions> options,
    TimeProvider time)
{
    /// <summary>The only origin whose messages the frontend may believe.</summary>
    public string MessageOrigin => urls.MessageOrigin;

    /// <summary>The address at which the person answers an open challenge, until its window closes or the token dies.</summary>
    public async Task<Minted<SignedAddress>> ResumeAsync(Retrieval retrieval, CancellationToken cancellationToken)
    {
        var minted = await flinks.MintTokenAsync(cancellationToken);
        if (minted is not FlinksOutcome.Minted(var token))
        {
            return new Minted<SignedAddress>.Refused(Refusals.Of(minted));
        }

        await audit.RecordAsync(RetrievalStore.Noted(retrieval, AuditAction.ResumeUrlGiven, time.GetUtcNow()), cancellationToken);
        var tokenEnds = time.GetUtcNow() + options.Value.AuthorizeTokenLifetime;
        return Sign(
            urls.Resume(new ConnectResumption
            {
                RequestId = runs.RequestId(retrieval),
                Token = token,
                Options = RetrievalRuns.Options(retrieval),
                Configured = connect.Value.Parameters,
            }),
            retrieval.WindowEndsAt is { } windowEnds && windowEnds < tokenEnds ? windowEnds : tokenEnds);
    }

    /// <summary>The address of a connect session's widget.</summary>
    /// <param name="redirectUrl">Our own callback with its single-use state, if the session ends in a redirect.</param>
    public async Task<Minted<SignedAddress>> OpenAsync(ConnectSession session, string? redirectUrl, CancellationToken cancellationToken)
    {
        var minted = await flinks.MintTokenAsync(cancellationToken);
        if (minted is not FlinksOutcome.Minted(var token))
        {
            return new Minted<SignedAddress>.Refused(Refusals.Of(minted));
        }

        var settings = ConnectSessionSettings.Parse(session.Settings);
        return Sign(
            urls.Standard(new ConnectOpening
            {
                Token = token,
                InstitutionId = session.InstitutionId,
                Language = session.Language,
                RedirectUrl = redirectUrl,
                AccountSelectorEnable = settings.AccountSelector?.Enabled,
                AccountSelectorMultiple = settings.AccountSelector?.Multiple,
                AccountSelectorCurrency = settings.AccountSelector?.Currency,
                ShowAllAccounts = settings.AccountSelector?.ShowAllAccounts,
                ScheduleRefresh = settings.ScheduleRefresh,
                Tag = session.Id.ToString(),
                Options = settings.Options ?? new DataOptions(),
                Configured = connect.Value.Parameters,
            }),
            time.GetUtcNow() + options.Value.AuthorizeTokenLifetime);
    }

    /// <summary>
    /// The next step for a person who has to connect again: the widget, opened for a session made for it. Where no token is to be had,
    /// the call of ours that tries again.
    /// </summary>
    /// <param name="repaired">The connection to repair, if there is one that the user may see.</param>
    public async Task<NextAction> OpenForAsync(byte[] user, Connection? repaired, CancellationToken cancellationToken)
    {
        var session = new ConnectSession
        {
            Id = ConnectSessionId.New(time.GetUtcNow()),
            UserKey = user,
            CreatedAt = time.GetUtcNow(),
            Repairs = repaired?.Id,
            Language = repaired?.Language ?? ConnectSessionSettings.DefaultLanguage,
            Settings = ConnectSessionSettings.Default,
        };
        if (await OpenAsync(session, redirectUrl: null, cancellationToken) is not Minted<SignedAddress>.Done(var address))
        {
            return NextAction.Connect;
        }

        session.OpensUntil = address.ExpiresAt;
        await sessions.AddAsync(session, cancellationToken);
        return NextAction.Open(NextActionType.Connect, address.Url, address.ExpiresAt, session.Id);
    }

    private Minted<SignedAddress>.Done Sign(string url, DateTimeOffset expiresAt)
    {
        // bff_expires is in whole seconds, and what we say must be what was signed.
        var whole = DateTimeOffset.FromUnixTimeSeconds(expiresAt.ToUnixTimeSeconds());
        return new Minted<SignedAddress>.Done(new SignedAddress(signer.Sign(url, whole), whole));
    }
}
