using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.OAuth;

/// <summary>
/// Sends people to sign in on their bank's own site, without the widget. A sign-in is a connect session of its own kind: the same state,
/// the same callback and the same ticket bring its login back.
/// </summary>
public sealed class AuthorizationService(FlinksOAuth oauth, ConnectSessionStore sessions, IOptions<BffOptions> bff, TimeProvider time)
{
    public const string CallbackPath = "/api/v1/oauth/callback";

    public async Task<AuthorizationStart> StartAsync(UserKey user, StartAuthorization request, Language language, CancellationToken cancellationToken)
    {
        var state = CallbackSecret.New();
        var opensUntil = time.GetUtcNow() + ConnectSessionService.StateLifetime;
        var session = new ConnectSession
        {
            Id = ConnectSessionId.New(time.GetUtcNow()),
            UserKey = user.ToBytes(),
            CreatedAt = time.GetUtcNow(),
            Language = language.Tag(),
            InstitutionId = request.InstitutionId,
            RedirectUrl = request.ReturnUrl,
            StateHash = CallbackSecret.Hash(state),
            StateExpiresAt = opensUntil,
            OpensUntil = opensUntil,
            Settings = new ConnectSessionSettings { IsOAuth = true }.ToJson(),
        };
        var started = await BeginAsync(session, state, cancellationToken);
        if (started is AuthorizationStart.Started)
        {
            await sessions.AddAsync(session, cancellationToken);
        }

        return started;
    }

    /// <summary>The same sign-in again, with a fresh state: a repeated call.</summary>
    public async Task<AuthorizationStart> RestartAsync(UserKey user, ConnectSessionId id, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(user.ToBytes(), id, cancellationToken) is not { } session)
        {
            return new AuthorizationStart.Refused(new Refusal(ProblemCodes.NotFound));
        }

        var state = CallbackSecret.New();
        session.StateExpiresAt = time.GetUtcNow() + ConnectSessionService.StateLifetime;
        var started = await BeginAsync(session, state, cancellationToken);
        if (started is AuthorizationStart.Started)
        {
            await sessions.ReopenAsync(id, session.StateExpiresAt.Value, CallbackSecret.Hash(state), session.StateExpiresAt, cancellationToken);
        }

        return started;
    }

    private async Task<AuthorizationStart> BeginAsync(ConnectSession session, string state, CancellationToken cancellationToken)
    {
        var outcome = await oauth.StartAsync(
            new SignInWanted(session.InstitutionId!, $"{bff.Value.PublicUrl!.TrimEnd('/')}{CallbackPath}", state, session.Language, session.Id.ToString()),
            cancellationToken);
        return outcome is FlinksOutcome.SignInOffered(var address)
            ? new AuthorizationStart.Started(session.Id, new AuthorizationBody(address.AbsoluteUri, session.StateExpiresAt!.Value))
            : new AuthorizationStart.Refused(Refusals.Of(outcome));
    }
}
