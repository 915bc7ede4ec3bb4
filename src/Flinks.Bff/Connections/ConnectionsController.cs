using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Retrievals;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Connections;

/// <summary>Connections: bank logins that users linked.</summary>
[ApiController]
[Route("api/v1/connections")]
[Produces("application/json")]
public sealed class ConnectionsController(
    ConnectService connect, ConnectionStore connections, DeletionService deletions, PreferredWait preferred) : ControllerBase
{
    /// <summary>Takes a loginId (or a callback's ticket), stores it, and gets the account data.</summary>
    /// <response code="200">The data.</response>
    /// <response code="202">Flinks is at work; ask again after <c>Retry-After</c>.</response>
    /// <response code="203">The bank asks the person something; open <c>resume.url</c>.</response>
    /// <response code="400">The request is not valid; <c>errors</c> names the members.</response>
    /// <response code="404">The ticket is unknown, used, too old or somebody else's.</response>
    /// <response code="409">The person has to do something; <c>nextAction</c> says what.</response>
    /// <response code="429">Too many attempts, or a live refresh too soon after the last one.</response>
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
    public async Task<IActionResult> ConnectAsync([FromBody] ConnectLogin request, CancellationToken cancellationToken)
    {
        var asking = preferred.Of(Request);
        return this.Answer(await connect.ConnectAsync(User.Key(), request, asking, cancellationToken), asking);
    }

    /// <summary>The user's connections, without data.</summary>
    /// <response code="200">All of them, the oldest first.</response>
    [HttpGet]
    [ProducesResponseType<IReadOnlyList<ConnectionBody>>(StatusCodes.Status200OK)]
    public async Task<IReadOnlyList<ConnectionBody>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. (await connections.ListAsync(User.Key().ToBytes(), only: null, cancellationToken)).Select(row => ConnectionBody.Of(row.Connection, row.Open)),
    ];

    /// <summary>One connection, without data.</summary>
    /// <response code="200">The connection.</response>
    /// <response code="404">No such connection of yours.</response>
    [HttpGet("{connectionId:guid}")]
    [ProducesResponseType<ConnectionBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> ShowAsync([FromRoute] Guid connectionId, CancellationToken cancellationToken) =>
        await connections.ListAsync(User.Key().ToBytes(), new ConnectionId(connectionId), cancellationToken) is [var (connection, open)]
            ? Ok(ConnectionBody.Of(connection, open))
            : new ProblemResult(new Refusal(ProblemCodes.NotFound));

    /// <summary>Deletes a connection: gone for its user at once, deleted at Flinks when its last owner leaves, then erased.</summary>
    /// <response code="202">Gone for its user; Flinks has yet to confirm.</response>
    /// <response code="204">Gone everywhere.</response>
    /// <response code="404">No such connection of yours.</response>
    [HttpDelete("{connectionId:guid}")]
    [ProducesResponseType<DeletionPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> DeleteAsync([FromRoute] Guid connectionId, CancellationToken cancellationToken)
    {
        var receipt = await deletions.DeleteAsync(User.Key(), new ConnectionId(connectionId), cancellationToken);
        if (receipt is null)
        {
            return new ProblemResult(new Refusal(ProblemCodes.NotFound));
        }

        if (receipt.State == DeletionState.Done)
        {
            return NoContent();
        }

        var address = $"/api/v1/deletions/{receipt.DeletionId}";
        Response.Headers.RetryAfter = "10";
        return Accepted(address, new DeletionPending(receipt.DeletionId, new NextAction(NextActionType.Poll, "GET", address, RetryAfterSeconds: 10)));
    }
}
