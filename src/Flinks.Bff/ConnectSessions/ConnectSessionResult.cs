using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.ConnectSessions;

/// <summary>201 with an opened connect session, known by its id to a repeated call.</summary>
public sealed class ConnectSessionResult(ConnectSessionBody body) : ObjectResult(body), IMadeResource
{
    public MadeResource? Made => new(MadeResourceKind.ConnectSession, body.ConnectSessionId.Value);

    public static IActionResult Of(Minted<ConnectSessionBody> opened) => opened switch
    {
        Minted<ConnectSessionBody>.Done(var body) => new ConnectSessionResult(body) { StatusCode = StatusCodes.Status201Created },
        Minted<ConnectSessionBody>.Refused(var refusal) => new ProblemResult(refusal),
        _ => throw new InvalidOperationException("The family is closed."),
    };
}
