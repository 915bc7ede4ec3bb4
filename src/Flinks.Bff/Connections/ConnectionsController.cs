using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Retrievals;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Connections;

/// <summary>Connections: bank logins that users linked.</summary>
[ApiController]
[Tags(Chapters.Connections)]
[Route("api/v1/connections")]
[Produces("application/json")]
public sealed class ConnectionsController(
    ConnectService connect, ConnectionStore connections, DeletionService deletions, PreferredWait preferred) : ControllerBase
{
    /// <summary>Link a bank login and get its data</summary>
    /// <remarks>
    /// The main job. Call it with the `loginId` of the widget's `REDIRECT` message, or with the `ticket` that a callback brought to your `redirectUrl`. The login is
    /// linked to the user of the token, and its accounts and transactions come back. Naming a login that is linked already is no mistake: it is the
    /// way to get its data when all you have is the loginId.
    ///
    /// With `freshness` = `auto` the data are read from Flinks' store right after Connect, given again while they are fresh (`source` = `stored`), and read from the
    /// bank otherwise. The call answers within about ten seconds; what takes longer is 202, and goes on without you.
    ///
    /// Next: keep the `connectionId`, drop the loginId, do `nextAction`. Send an `Idempotency-Key`, so that a call that was cut off can be repeated.
    /// </remarks>
    /// <response code="200">The data. `state` is `ready`.</response>
    /// <response code="202">Flinks is at work. Ask `nextAction.url` again after `Retry-After` seconds, or read `eventsUrl`.</response>
    /// <response code="203">The bank asks the person something: open `resume.url` in the iframe or WebView, or ask the `securityChallenges` yourself.</response>
    /// <response code="400">The request is not valid; `errors` names the members.</response>
    /// <response code="404">The `ticket` is unknown, used, older than two minutes, or was meant for another user.</response>
    /// <response code="409">The person has to do something; `nextAction` says what. The login stays linked where `connectionId` is set.</response>
    /// <response code="410">The retrieval was given up, replaced or ran out of time while the call waited for it.</response>
    /// <response code="429">Too many calls, too many new logins in an hour, or a `live` read within a minute of the last one.</response>
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
    public async Task<IActionResult> ConnectAsync([FromBody] ConnectLogin request, CancellationToken cancellationToken)
    {
        var asking = preferred.Of(Request);
        return this.Answer(await connect.ConnectAsync(User.Key(), request, asking, cancellationToken), asking);
    }

    /// <summary>List the user's connections</summary>
    /// <remarks>
    /// For a screen of linked banks. Holds no account data; each connection says by `state` whether it works by itself and by `nextAction` what the person
    /// should do if it does not. Nothing is asked of Flinks, so it is quick.
    /// </remarks>
    /// <response code="200">All of them, the oldest first; `[]` if there are none.</response>
    [HttpGet]
    [ProducesResponseType<IReadOnlyList<ConnectionBody>>(StatusCodes.Status200OK)]
    public async Task<IReadOnlyList<ConnectionBody>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. (await connections.ListAsync(User.Key().ToBytes(), only: null, cancellationToken)).Select(row => ConnectionBody.Of(row.Connection, row.Open)),
    ];

    /// <summary>Show one connection</summary>
    /// <remarks>
    /// State, bank and latest retrievals of one linked login, without account data. To get data, start a retrieval; to see one that is under way, follow
    /// `openRetrievalId`.
    /// </remarks>
    /// <param name="connectionId">The connection, as `POST /connections` named it.</param>
    /// <response code="200">The connection.</response>
    /// <response code="404">The user has no such connection.</response>
    [HttpGet("{connectionId:guid}")]
    [ProducesResponseType<ConnectionBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> ShowAsync([FromRoute] Guid connectionId, CancellationToken cancellationToken) =>
        await connections.ListAsync(User.Key().ToBytes(), new ConnectionId(connectionId), cancellationToken) is [var (connection, open)]
            ? Ok(ConnectionBody.Of(connection, open))
            : new ProblemResult(new Refusal(ProblemCodes.NotFound));

    /// <summary>Delete a connection</summary>
    /// <remarks>
    /// The connection and its retrievals are gone for the user at once. At Flinks the login is deleted when its last owner leaves; if Flinks cannot confirm within the
    /// call, the answer is 202 and a job goes on until it does. Then everything is erased but a receipt.
    ///
    /// Next after 202: show the person that it is done; the receipt at `nextAction.url` tells when Flinks has confirmed.
    /// </remarks>
    /// <param name="connectionId">The connection to delete.</param>
    /// <response code="202">Gone for its user; Flinks has yet to confirm. `Location` is the receipt.</response>
    /// <response code="204">Gone everywhere.</response>
    /// <response code="404">The user has no such connection.</response>
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
