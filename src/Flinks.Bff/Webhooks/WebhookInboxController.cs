using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Webhooks;

/// <summary>The webhooks that came, for operators.</summary>
[ApiController]
[Authorize(SecurityRegistration.Operators)]
[Tags(Chapters.Operators)]
[Route("api/v1/admin/webhooks")]
[Produces("application/json")]
public sealed class WebhookInboxController(WebhookInbox inbox) : ControllerBase
{
    /// <summary>List the webhooks that came</summary>
    /// <remarks>
    /// What came from Flinks within the last two days, when, and what became of it; never what it says. The newest come first, a page at a time. Worth a look are `parked` (their
    /// login is not linked here yet), `unknown` (of a type or shape that this build does not know) and `abandoned` (they could not be worked off).
    ///
    /// Next: `POST …/replay` for one that should be worked off again, for example by a newer build.
    /// </remarks>
    /// <param name="query">Which webhooks.</param>
    /// <response code="200">The webhooks; `[]` if there are none.</response>
    /// <response code="400">A parameter is not valid; `errors` names it.</response>
    [HttpGet]
    [ProducesResponseType<WebhookPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public Task<WebhookPage> ListAsync([FromQuery] WebhookInboxQuery query, CancellationToken cancellationToken) => inbox.ReadAsync(User.Key(), query, cancellationToken);

    /// <summary>Have a webhook worked off again</summary>
    /// <remarks>
    /// Possible while its body is held: `heldUntil`, a day at most. Where its data have arrived before, nothing happens twice. One that waits or is being worked on already stays as it is.
    ///
    /// Next: list the webhooks again to see what became of it.
    /// </remarks>
    /// <param name="deliveryId">The webhook, as the list names it.</param>
    /// <response code="202">It is being worked off; this is how it stood.</response>
    /// <response code="404">There is no such webhook (any more).</response>
    /// <response code="410">It was worked off, and its body is no longer held.</response>
    [HttpPost("{deliveryId:guid}/replay")]
    [ProducesResponseType<WebhookEntry>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, "application/problem+json")]
    public async Task<IActionResult> ReplayAsync([FromRoute] Guid deliveryId, CancellationToken cancellationToken) =>
        await inbox.ReplayAsync(User.Key(), deliveryId, cancellationToken) switch
        {
            WebhookReplay.Begun(var entry) => Accepted(entry),
            WebhookReplay.Erased => new ProblemResult(new Refusal(ProblemCodes.ResultErased) { NextAction = NextAction.None }),
            _ => new ProblemResult(new Refusal(ProblemCodes.NotFound)),
        };
}
