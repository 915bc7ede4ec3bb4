using Flinks.Bff.ConnectSessions;
using Flinks.Bff.ConnectSessions.Events;
using Flinks.Bff.OAuth;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Retrievals;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Connections;

/// <summary>A repeated POST is answered as its resource stands now, with a fresh token where an address is due.</summary>
public sealed class ResourceReplay(
    RetrievalService retrievals, ConnectSessionService sessions, ConnectEventService events, AuthorizationService authorizations, PreferredWait preferred) : IResourceReplay
{
    public async Task<IActionResult> AnswerAsync(HttpContext context, MadeResource made)
    {
        var user = context.User.Key();
        if (made.Kind == MadeResourceKind.ConnectSession)
        {
            return ConnectSessionResult.Of(await sessions.ReopenAsync(user, new ConnectSessionId(made.Id), context.RequestAborted));
        }

        if (made.Kind == MadeResourceKind.ConnectEvents)
        {
            return ConnectEventsResult.Of(await events.ShowAsync(user, new ConnectSessionId(made.Id), context.RequestAborted));
        }

        if (made.Kind == MadeResourceKind.Authorization)
        {
            return AuthorizationResult.Of(await authorizations.RestartAsync(user, new ConnectSessionId(made.Id), context.RequestAborted));
        }

        var asking = preferred.Of(context.Request);
        return new RetrievalAnswerResult(await retrievals.ShowAsync(user, new RetrievalId(made.Id), asking, context.RequestAborted), asking.Wait);
    }
}
