using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>202 with the session as it stands: a call that is repeated with its key adds nothing to it.</summary>
public sealed class ConnectEventsResult(ConnectEventsBody body) : ObjectResult(body), IMadeResource
{
    public MadeResource? Made => new(MadeResourceKind.ConnectEvents, body.ConnectSessionId.Value);

    public static IActionResult Of(ConnectEventsBody? taken) => taken is not null
        ? new ConnectEventsResult(taken) { StatusCode = StatusCodes.Status202Accepted }
        : new ProblemResult(new Refusal(ProblemCodes.NotFound));
}
