using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Flinks.Bff.Connections;

/// <summary>A connection's data, got anew.</summary>
[ApiController]
[Tags(Chapters.Connections)]
[Route("api/v1/connections/{connectionId:guid}/retrievals")]
[Produces("application/json")]
public sealed class ConnectionRetrievalsController(ConnectRetrieval retrieval, PreferredWait preferred) : ControllerBase
{
    /// <summary>Get a connection's data again</summary>
    /// <remarks>
    /// Without a body, or `cached`, it reads what Flinks has stored: seconds, no bank contact, no question. `live` goes to the bank, which may ask the
    /// person for a code: only call it while they are there. A connection has at most one open retrieval; a call joins the one under way, whatever it asks for.
    ///
    /// Repeated live reads can lock a person's account, so within a minute of the last one `live` is 429 `refresh_too_soon`.
    ///
    /// Next: branch on the status as with `POST /connections`.
    /// </remarks>
    /// <param name="connectionId">The connection whose data are wanted.</param>
    /// <response code="200">The data. `state` is `ready`.</response>
    /// <response code="202">Flinks is at work. Ask `nextAction.url` again after `Retry-After` seconds, or read `eventsUrl`.</response>
    /// <response code="203">The bank asks the person something: open `resume.url` in the iframe or WebView, or ask the `securityChallenges` yourself.</response>
    /// <response code="400">The request is not valid; `errors` names the members.</response>
    /// <response code="404">The user has no such connection.</response>
    /// <response code="409">The person has to do something; `nextAction` says what.</response>
    /// <response code="410">The retrieval was given up, replaced or ran out of time while the call waited for it.</response>
    /// <response code="429">Too many calls, or a `live` read within a minute of the last one.</response>
    /// <response code="503">Flinks, the bank or the identity provider is in trouble; `code` says which, `nextAction` and `Retry-After` what to do.</response>
    [HttpPost]
    [ProducesResponseType<RetrievedAccounts>(StatusCodes.Status200OK)]
    [ProducesResponseType<RetrievalPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<MfaRequired>(StatusCodes.Status203NonAuthoritative)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> StartAsync(
        [FromRoute] Guid connectionId, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] StartRetrieval? request, CancellationToken cancellationToken)
    {
        var asking = preferred.Of(Request);
        var options = request?.Options?.ToDataOptions() ?? new DataOptions();
        var freshness = request?.Freshness ?? Freshness.Cached;
        return this.Answer(await retrieval.RetrieveAsync(User.Key(), new ConnectionId(connectionId), freshness, options, asking, cancellationToken), asking);
    }
}
