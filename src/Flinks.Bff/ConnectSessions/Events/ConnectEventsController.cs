using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>What the Connect widget says while a person goes through it.</summary>
[ApiController]
[Tags(Chapters.ConnectSessions)]
[Route("api/v1/connect-sessions/{connectSessionId:guid}/events")]
[Produces("application/json")]
public sealed class ConnectEventsController(ConnectEventService events) : ControllerBase
{
    /// <summary>As many as a session keeps, each as long as they may be, with room for what stands between them.</summary>
    private const int LongestBody = (ConnectEventStore.MostEvents + 1) * WidgetMessageReader.LongestMessage;

    /// <summary>Pass on what the widget said</summary>
    /// <remarks>
    /// Post the `data` of the widget's `message` events as they come, one or an array of them: objects, or texts of JSON. Believe only those whose `origin` is the session's
    /// `messageOrigin`. They tell support and operators where a person got stuck, and bring the accounts that the person ticked; post those before the login itself.
    ///
    /// Messages link nothing: for that there is `POST /connections`. Kept are names and a few plain values (bank, codes, counts); a `loginId`, an address, an answer or any other
    /// text never is. A session keeps 200 messages, each of 8 KB at most: what is more, or longer, is dropped. Unknown ones are kept by their name.
    /// </remarks>
    /// <param name="connectSessionId">The session, as `POST /connect-sessions` named it.</param>
    /// <param name="said">One message, or an array of them.</param>
    /// <response code="202">Taken. With an `Idempotency-Key` that was used before nothing is added.</response>
    /// <response code="400">Neither a message nor an array of messages.</response>
    /// <response code="404">The user has no such session.</response>
    [HttpPost]
    [RequestSizeLimit(LongestBody)]
    [ProducesResponseType<ConnectEventsBody>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> TakeAsync([FromRoute] Guid connectSessionId, [FromBody] WidgetMessages said, CancellationToken cancellationToken) =>
        ConnectEventsResult.Of(await events.TakeAsync(User.Key(), new ConnectSessionId(connectSessionId), said, cancellationToken));
}
