using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Client;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Starts runs of the Connect widget, and receives the people who come back from one by a redirect.</summary>
public sealed class ConnectSessionService(
    ConnectSessionStore sessions, ConnectionStore connections, ConnectAddresses addresses, Sealer sealer, IOptions<BffOptions> bff, TimeProvider time)
{
    public const string CallbackPath = "/api/v1/connect-callback";

    public static readonly TimeSpan StateLifetime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan TicketLifetime = TimeSpan.FromMinutes(2);

    public async Task<Minted<ConnectSessionBody>> StartAsync(UserKey user, StartConnectSession request, CancellationToken cancellationToken)
    {
        var repaired = request.ConnectionId is { } id ? await connections.FindAsync(user.ToBytes(), id, cancellationToken) : null;
        if (request.ConnectionId is not null && repaired is null)
        {
            return new Minted<ConnectSessionBody>.Refused(Refusal.Invalid("connectionId", "Is not a connection of yours."));
        }

        var session = new ConnectSession
        {
            Id = ConnectSessionId.New(time.GetUtcNow()),
            UserKey = user.ToBytes(),
            CreatedAt = time.GetUtcNow(),
            Repairs = repaired?.Id,
            Language = repaired?.Language ?? request.Language ?? ConnectSessionSettings.DefaultLanguage,
            InstitutionId = request.InstitutionId,
            RedirectUrl = request.RedirectUrl,
            Settings = new ConnectSessionSettings
            {
                AccountSelector = request.AccountSelector,
                ScheduleRefresh = request.ScheduleRefresh,
                Options = request.Options?.ToDataOptions(),
            }.ToJson(),
        };
        var opened = await OpenAsync(session, state => (session.StateHash, session.StateExpiresAt) = (CallbackSecret.Hash(state), time.GetUtcNow() + StateLifetime), cancellationToken);
        if (opened is Minted<ConnectSessionBody>.Done(var body))
        {
            session.OpensUntil = body.ExpiresAt;
            await sessions.AddAsync(session, cancellationToken);
        }

        return opened;
    }

    /// <summary>The same session again, with a fresh token: a repeated call.</summary>
    public async Task<Minted<ConnectSessionBody>> ReopenAsync(UserKey user, ConnectSessionId id, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(user.ToBytes(), id, cancellationToken) is not { } session)
        {
            return new Minted<ConnectSessionBody>.Refused(new Refusal(ProblemCodes.NotFound));
        }

        string? renewed = null;
        var opened = await OpenAsync(session, state => renewed = state, cancellationToken);
        if (opened is Minted<ConnectSessionBody>.Done(var body))
        {
            var stateExpiresAt = renewed is null ? (DateTimeOffset?)null : time.GetUtcNow() + StateLifetime;
            await sessions.ReopenAsync(id, body.ExpiresAt, renewed is null ? null : CallbackSecret.Hash(renewed), stateExpiresAt, cancellationToken);
        }

        return opened;
    }

    /// <summary>A person came back with a login, or with an error: where to send them on, without the loginId.</summary>
    /// <returns>Null if the state is unknown, used or too old.</returns>
    public async Task<string?> ReturnAsync(string state, LoginId? loginId, string? error, string? errorDescription, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ticket = loginId is null ? null : CallbackSecret.New();
        var session = await sessions.ReturnAsync(
            CallbackSecret.Hash(state),
            returned => ticket is null ? null : new Ticket
            {
                Hash = CallbackSecret.Hash(ticket),
                UserKey = returned.UserKey,
                ConnectSessionId = returned.Id,
                LoginSealed = sealer.SealLogin(loginId!.Value),
                ExpiresAt = now + TicketLifetime,
            },
            CallbackWords.Of(error),
            now,
            cancellationToken);
        if (session?.RedirectUrl is not { } redirectUrl)
        {
            return null;
        }

        return ticket is not null
            ? QueryHelpers.AddQueryString(redirectUrl, "ticket", ticket)
            : QueryHelpers.AddQueryString(redirectUrl, new Dictionary<string, string?> { ["error"] = error, ["error_description"] = errorDescription });
    }

    /// <summary>The login behind a ticket, for the user who started the session; anybody else burns it.</summary>
    public async Task<(LoginId LoginId, ConnectSession Session)?> RedeemAsync(UserKey user, string ticket, CancellationToken cancellationToken)
    {
        if (await sessions.BurnTicketAsync(CallbackSecret.Hash(ticket), cancellationToken) is not { } burnt
            || burnt.ExpiresAt <= time.GetUtcNow()
            || !new UserKey(burnt.UserKey).Equals(user)
            || await sessions.FindAsync(user.ToBytes(), burnt.ConnectSessionId, cancellationToken) is not { } session)
        {
            return null;
        }

        return (sealer.OpenLogin(burnt.LoginSealed), session);
    }

    private async Task<Minted<ConnectSessionBody>> OpenAsync(ConnectSession session, Action<string> keepState, CancellationToken cancellationToken)
    {
        string? redirectUrl = null;
        if (session.RedirectUrl is not null)
        {
            var state = CallbackSecret.New();
            keepState(state);
            redirectUrl = $"{bff.Value.PublicUrl!.TrimEnd('/')}{CallbackPath}?state={state}";
        }

        return await addresses.OpenAsync(session, redirectUrl, cancellationToken) switch
        {
            Minted<SignedAddress>.Done(var address) => new Minted<ConnectSessionBody>.Done(new ConnectSessionBody
            {
                ConnectSessionId = session.Id,
                IframeUrl = address.Url,
                MessageOrigin = addresses.MessageOrigin,
                ExpiresAt = address.ExpiresAt,
                NextAction = NextAction.Open(NextActionType.Connect, address.Url, address.ExpiresAt, session.Id),
            }),
            Minted<SignedAddress>.Refused(var refusal) => new Minted<ConnectSessionBody>.Refused(refusal),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }
}
