using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Identifiers;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.OAuth;

/// <summary>201: where the person signs in.</summary>
/// <param name="AuthorizationUrl">The bank's own address. Go there with the whole window, or the system's browser; banks refuse to be framed.</param>
/// <param name="ExpiresAt">By when the person has to be back, UTC.</param>
public sealed record AuthorizationBody(string AuthorizationUrl, DateTimeOffset ExpiresAt);

/// <summary>What came of asking for a sign-in.</summary>
public abstract record AuthorizationStart
{
    private AuthorizationStart()
    {
    }

    public sealed record Started(ConnectSessionId Id, AuthorizationBody Body) : AuthorizationStart;

    public sealed record Refused(Refusal Refusal) : AuthorizationStart;
}

/// <summary>201 with a sign-in that was begun, known by its session's id to a repeated call.</summary>
public sealed class AuthorizationResult(ConnectSessionId id, AuthorizationBody body) : ObjectResult(body), IMadeResource
{
    public MadeResource? Made => new(MadeResourceKind.Authorization, id.Value);

    public static IActionResult Of(AuthorizationStart start) => start switch
    {
        AuthorizationStart.Started(var id, var body) => new AuthorizationResult(id, body) { StatusCode = StatusCodes.Status201Created },
        AuthorizationStart.Refused(var refusal) => new ProblemResult(refusal),
        _ => throw new InvalidOperationException("The family is closed."),
    };
}
