using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.ConnectSessions.Funnel;

/// <summary>Where people leave the widget, for operators.</summary>
[ApiController]
[Authorize(SecurityRegistration.Operators)]
[Tags(Chapters.Operators)]
[Route("api/v1/admin/funnel")]
[Produces("application/json")]
public sealed class FunnelController(FunnelService funnel) : ControllerBase
{
    /// <summary>Show where people leave the widget</summary>
    /// <remarks>
    /// How far the people of the last 30 days came in the widget, step by step, for all and by institution, and what it told those who left. Counts connect sessions by what
    /// frontends passed on of the widget's messages; a session of which nothing was passed on is `created`, or `completed` once its login is linked.
    ///
    /// Next: `GET /connect-sessions/{connectSessionId}` tells one of them, to its user.
    /// </remarks>
    /// <param name="query">Which sessions.</param>
    /// <response code="200">The counts; zeros if there were no sessions.</response>
    /// <response code="400">A parameter is not valid; `errors` names it.</response>
    [HttpGet]
    [ProducesResponseType<FunnelBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public Task<FunnelBody> ReadAsync([FromQuery] FunnelQuery query, CancellationToken cancellationToken) => funnel.ReadAsync(User.Key(), query, cancellationToken);
}
