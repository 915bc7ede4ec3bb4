using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.NightlyRefresh;

/// <summary>Flinks' nightly refresh of a connection.</summary>
[ApiController]
[Tags(Chapters.Connections)]
[Route("api/v1/connections/{connectionId:guid}/nightly-refresh")]
[Produces("application/json")]
public sealed class NightlyRefreshController(NightlyRefreshService nights) : ControllerBase
{
    /// <summary>Switch the nightly refresh of a connection on or off</summary>
    /// <remarks>
    /// Flinks then reads the bank by night, without the person. Most Canadian banks ask the person at every sign-in and let no machine in, so treat it as a help for some logins: the
    /// main road to new data is a live retrieval while the person is there. `eligible` says whether Flinks will do it as things stand; it is asked once a day.
    ///
    /// Next: `nextAction` says what makes a login eligible again. New data are read in the morning by a cached retrieval, or come by webhook.
    /// </remarks>
    /// <param name="connectionId">The connection, as `POST /connections` named it.</param>
    /// <param name="request">Whether it is wanted.</param>
    /// <response code="200">How the connection stands with it now.</response>
    /// <response code="400">The request is not valid; `errors` names the members.</response>
    /// <response code="404">The user has no such connection.</response>
    /// <response code="409">Flinks no longer knows the login; `nextAction` says what to do.</response>
    /// <response code="503">Flinks or the identity provider is in trouble; `code` says which. The call may be repeated.</response>
    [HttpPut]
    [ProducesResponseType<NightlyRefreshBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> SetAsync([FromRoute] Guid connectionId, [FromBody] SetNightlyRefresh request, CancellationToken cancellationToken) =>
        Answer(await nights.SetAsync(User.Key(), new ConnectionId(connectionId), request.Enabled, cancellationToken));

    /// <summary>Show how a connection stands with the nightly refresh</summary>
    /// <remarks>
    /// What is known here: Flinks is not asked. Whether the login is eligible is found out when the refresh is switched on, and once a day from then on.
    ///
    /// Next: do `nextAction` where the login is not eligible.
    /// </remarks>
    /// <param name="connectionId">The connection, as `POST /connections` named it.</param>
    /// <response code="200">How the connection stands with it.</response>
    /// <response code="404">The user has no such connection.</response>
    [HttpGet]
    [ProducesResponseType<NightlyRefreshBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> ShowAsync([FromRoute] Guid connectionId, CancellationToken cancellationToken) =>
        Answer(await nights.ShowAsync(User.Key(), new ConnectionId(connectionId), cancellationToken));

    private IActionResult Answer((NightlyRefreshBody? Body, Refusal? Refusal) answer) =>
        answer.Body is { } body ? Ok(body) : new ProblemResult(answer.Refusal!);
}
