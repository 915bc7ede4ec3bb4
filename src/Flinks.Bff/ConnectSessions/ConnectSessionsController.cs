using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Runs of the Connect widget.</summary>
[ApiController]
[Route("api/v1/connect-sessions")]
[Produces("application/json")]
public sealed class ConnectSessionsController(ConnectSessionService sessions) : ControllerBase
{
    /// <summary>Opens the Connect widget for a new connection or for the repair of one.</summary>
    /// <response code="201">The signed address to show, good for one opening.</response>
    /// <response code="400">The request is not valid; <c>errors</c> names the members.</response>
    /// <response code="503">Flinks gave no token.</response>
    [HttpPost]
    [ProducesResponseType<ConnectSessionBody>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> StartAsync(
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] StartConnectSession? request, CancellationToken cancellationToken) =>
        ConnectSessionResult.Of(await sessions.StartAsync(User.Key(), request ?? new StartConnectSession(), cancellationToken));
}
