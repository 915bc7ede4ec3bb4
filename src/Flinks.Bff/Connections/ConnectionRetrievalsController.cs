using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Flinks.Bff.Connections;

/// <summary>A connection's data, got anew.</summary>
[ApiController]
[Tags("Connections")]
[Route("api/v1/connections/{connectionId:guid}/retrievals")]
[Produces("application/json")]
public sealed class ConnectionRetrievalsController(
    ConnectionStore connections, ConnectRetrieval retrieval, PreferredWait preferred) : ControllerBase
{
    /// <summary>Starts a retrieval of a connection's data, or joins the one under way.</summary>
    /// <response code="200">The data.</response>
    /// <response code="202">Flinks is at work; ask again after <c>Retry-After</c>.</response>
    /// <response code="203">The bank asks the person something; open <c>resume.url</c>.</response>
    /// <response code="400">The request is not valid; <c>errors</c> names the members.</response>
    /// <response code="404">No such connection of yours.</response>
    /// <response code="409">The person has to do something; <c>nextAction</c> says what.</response>
    /// <response code="429">A live refresh too soon after the last one.</response>
    /// <response code="503">Flinks or the bank is in trouble; <c>Retry-After</c> says when to try again.</response>
    [HttpPost]
    [ProducesResponseType<RetrievedAccounts>(StatusCodes.Status200OK)]
    [ProducesResponseType<RetrievalPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<MfaRequired>(StatusCodes.Status203NonAuthoritative)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> StartAsync(
        [FromRoute] Guid connectionId, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] StartRetrieval? request, CancellationToken cancellationToken)
    {
        if (await connections.FindWithOpenAsync(User.Key().ToBytes(), new ConnectionId(connectionId), cancellationToken) is not var (connection, isBeingRead))
        {
            return new ProblemResult(new Refusal(ProblemCodes.NotFound));
        }

        var asking = preferred.Of(Request);
        var options = request?.Options?.ToDataOptions() ?? new DataOptions();
        return this.Answer(await retrieval.RetrieveAsync(connection, request?.Freshness ?? Freshness.Cached, options, asking, cancellationToken, sawNoneOpen: !isBeingRead), asking);
    }
}
