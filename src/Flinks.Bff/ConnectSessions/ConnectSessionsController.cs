using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Runs of the Connect widget.</summary>
[ApiController]
[Tags(Chapters.ConnectSessions)]
[Route("api/v1/connect-sessions")]
[Produces("application/json")]
public sealed class ConnectSessionsController(ConnectSessionService sessions, ConnectSessionReading reading) : ControllerBase
{
    /// <summary>Open the Connect widget</summary>
    /// <remarks>
    /// Call it when the person presses "connect your bank", or where `nextAction` is `connect` with the method `POST`. Show `iframeUrl` in an iframe or WebView at once: it
    /// opens one time and lives a quarter of an hour. The widget posts messages to its parent window; when the person is done, a `REDIRECT` message brings the `loginId`.
    /// With a `redirectUrl` the widget leaves by a redirect instead, and your page gets a `ticket`.
    ///
    /// Next: `POST /connections` with the `loginId` (or `ticket`) and the `connectSessionId`.
    /// </remarks>
    /// <response code="201">The signed address to show, for one opening.</response>
    /// <response code="400">The request is not valid; `errors` names the members.</response>
    /// <response code="503">Flinks gave no token for the address, or the identity provider cannot be reached; `code` says which.</response>
    [HttpPost]
    [ProducesResponseType<ConnectSessionBody>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> StartAsync(
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] StartConnectSession? request, CancellationToken cancellationToken) =>
        ConnectSessionResult.Of(await sessions.StartAsync(User.Key(), request ?? new StartConnectSession(), cancellationToken));

    /// <summary>Show where a session stands</summary>
    /// <remarks>
    /// How far the person has come in the widget, the connection that their login became, and what the widget said, as far as frontends passed it on by `POST …/events`. For a
    /// screen that lost sight of the widget (another window, another app), and for support.
    ///
    /// Next: do what `nextAction` says; `poll` while the person is in the widget.
    /// </remarks>
    /// <param name="connectSessionId">The session, as `POST /connect-sessions` named it.</param>
    /// <response code="200">The session. It is remembered for 30 days.</response>
    /// <response code="404">The user has no such session.</response>
    [HttpGet("{connectSessionId:guid}")]
    [ProducesResponseType<ConnectSessionStatus>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> ShowAsync([FromRoute] Guid connectSessionId, CancellationToken cancellationToken) =>
        await reading.ShowAsync(User.Key(), new ConnectSessionId(connectSessionId), cancellationToken) is { } status
            ? Ok(status)
            : new ProblemResult(new Refusal(ProblemCodes.NotFound));
}
