using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.OAuth;

/// <summary>Sign-ins on a bank's own site.</summary>
[ApiController]
[Tags(Chapters.ConnectSessions)]
[Route("api/v1/oauth/authorizations")]
[Produces("application/json")]
public sealed class AuthorizationsController(AuthorizationService authorizations) : ControllerBase
{
    /// <summary>Send the person to their bank's own site</summary>
    /// <remarks>
    /// For custom integrations, without the widget: banks that sign people in by OAuth. Flinks has to have allowed `oauth/callback` of this service as the address to come back to.
    /// The person signs in and allows access at the bank, and comes back to your `returnUrl` with a `ticket`, or with `error` and `error_description`, `access_denied` if they did not allow it.
    ///
    /// Next: post the `ticket` to `/connections`. Nothing has been collected by then, so that call goes to the bank.
    /// </remarks>
    /// <response code="201">Where to send the person.</response>
    /// <response code="400">The request is not valid; `errors` names the members.</response>
    /// <response code="503">Flinks or the identity provider is in trouble; `code` says which. `upstream_misused` where Flinks does not know the bank or has not allowed our address.</response>
    [HttpPost]
    [ProducesResponseType<AuthorizationBody>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> StartAsync([FromBody] StartAuthorization request, CancellationToken cancellationToken) =>
        AuthorizationResult.Of(await authorizations.StartAsync(User.Key(), request, Languages.Accepted(Request), cancellationToken));
}
