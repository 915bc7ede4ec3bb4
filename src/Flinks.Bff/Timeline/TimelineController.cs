using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Timeline;

/// <summary>What happened to a connection.</summary>
[ApiController]
[Tags(Chapters.Connections)]
[Route("api/v1/connections/{connectionId:guid}/timeline")]
[Produces("application/json")]
public sealed class TimelineController(TimelineService timeline) : ControllerBase
{
    /// <summary>Show what happened to a connection</summary>
    /// <remarks>
    /// In one order: what the widget said in the connect sessions that the connection came of, the retrievals, every call to Flinks that was made for them or for anything else and
    /// what it came to, and the webhooks that came for its login, also those that had no effect. For support, and for a screen that explains itself. Of the last 30 days; never an account, an id at Flinks, or a text of the bank.
    ///
    /// Next: send `next` as `after` for the entries before these.
    /// </remarks>
    /// <param name="connectionId">The connection, as `POST /connections` named it.</param>
    /// <param name="query">Which part.</param>
    /// <response code="200">The entries, the newest last.</response>
    /// <response code="400">A parameter is not valid; `errors` names it.</response>
    /// <response code="404">The user has no such connection.</response>
    [HttpGet]
    [ProducesResponseType<ConnectionTimeline>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> ShowAsync([FromRoute] Guid connectionId, [FromQuery] TimelineQuery query, CancellationToken cancellationToken) =>
        await timeline.ReadAsync(User.Key(), new ConnectionId(connectionId), query, cancellationToken) is { } found
            ? Ok(found)
            : new ProblemResult(new Refusal(ProblemCodes.NotFound));
}
