using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Readings;
using Flinks.Bff.Retrievals;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Attributes;

/// <summary>What Flinks makes of a connection's transactions.</summary>
[ApiController]
[Tags(Chapters.Connections)]
[Route("api/v1/connections/{connectionId:guid}/attributes")]
[Produces("application/json")]
public sealed class AttributesController(AttributesService attributes, PreferredWait preferred) : ControllerBase
{
    /// <summary>Have attributes of a connection computed</summary>
    /// <remarks>
    /// Flinks' enrichment: figures such as an average income or the number of returned payments, computed from the transactions that Flinks has stored, of the accounts that are
    /// shared. It never goes to the bank; Flinks has to have switched enrichment on for this service. A retrieval of the connection that is open is waited for.
    ///
    /// Next: after 202 send the same call again, body and all, after `Retry-After` seconds; callers who ask the same share one computation.
    /// </remarks>
    /// <param name="connectionId">The connection whose transactions are looked at.</param>
    /// <param name="request">What to compute.</param>
    /// <response code="200">The attributes.</response>
    /// <response code="202">Not yet. Do `nextAction`, after `Retry-After` seconds if there are any.</response>
    /// <response code="400">The request is not valid; `errors` names the members.</response>
    /// <response code="404">The user has no such connection.</response>
    /// <response code="409">The person has to do something; `nextAction` says what.</response>
    /// <response code="503">Flinks, the bank or the identity provider is in trouble; `code` says which, `nextAction` and `Retry-After` what to do.</response>
    [HttpPost]
    [Waits]
    [ProducesResponseType<AttributesBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<ReadingPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> ComputeAsync([FromRoute] Guid connectionId, [FromBody] ComputeAttributes request, CancellationToken cancellationToken)
    {
        var wait = preferred.Of(Request).Wait;
        PreferredWait.Confirm(Response, wait);
        return await attributes.ComputeAsync(User.Key(), new ConnectionId(connectionId), request, wait, cancellationToken) switch
        {
            ReadingAnswer<AttributesCard>.Ready(var connection, var card, var next) => Ok(new AttributesBody(connection.Id, card.Members, next)),
            ReadingAnswer<AttributesCard>.Pending(var pending) => new ReadingPendingResult(pending),
            ReadingAnswer<AttributesCard>.Refused(var refusal) => new ProblemResult(refusal),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }
}
