using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.OpenApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Webhooks;

/// <summary>Where Flinks sends what it collected.</summary>
[ApiController]
[Tags(Chapters.Webhooks)]
[Route("webhooks/flinks")]
[AllowAnonymous]
public sealed class WebhooksController(WebhookReceiver receiver) : ControllerBase
{
    /// <summary>Take in a webhook of Flinks</summary>
    /// <remarks>
    /// Called by Flinks, not by frontends: the address to name when webhooks are set up. The body is JSON as Flinks makes it; base64 of HMAC-SHA256 over its raw bytes, under a
    /// secret agreed with Flinks, stands in `flinks-authenticity-key` or `X-Flinks-Signature`. Whatever is signed is stored sealed and answered with exactly 200 before
    /// anybody looks at it, since Flinks takes any other status for a failure and sends the same again, up to ten times, thirty minutes apart.
    ///
    /// What it brings then goes where the person or the frontend waits for it: to the open retrieval, or to a retrieval of its own with `source` = `webhook`, found by the
    /// connection's `lastRetrievalId`.
    /// </remarks>
    /// <response code="200">Stored; also what had been stored before, and what nobody here understands. No body.</response>
    /// <response code="401">No header carries a good signature.</response>
    /// <response code="404">No secret is set: webhooks are switched off.</response>
    /// <response code="413">The body is longer than the service takes, usually 32 MiB.</response>
    /// <response code="503">It could not be stored; send it again.</response>
    [HttpPost]
    // Its own limit is a setting: the receiver keeps it.
    [DisableRequestSizeLimit]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> ReceiveAsync(CancellationToken cancellationToken) => await receiver.ReceiveAsync(Request, cancellationToken) switch
    {
        WebhookReceipt.Stored or WebhookReceipt.Repeated => Ok(),
        WebhookReceipt.TooLarge => new ProblemResult(new Refusal(ProblemCodes.PayloadTooLarge)),
        WebhookReceipt.SwitchedOff => new ProblemResult(new Refusal(ProblemCodes.NotFound)),
        WebhookReceipt.Unavailable => new ProblemResult(new Refusal(ProblemCodes.UpstreamUnavailable)),
        _ => new ProblemResult(new Refusal(ProblemCodes.Unauthenticated)),
    };
}
