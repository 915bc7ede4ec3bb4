using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Connections;

/// <summary>Which accounts of a connection the person shares.</summary>
[ApiController]
[Tags(Chapters.Connections)]
[Route("api/v1/connections/{connectionId:guid}/account-selection")]
[Produces("application/json")]
public sealed class AccountSelectionController(ConnectionStore connections, TimeProvider time) : ControllerBase
{
    /// <summary>Choose the accounts to share</summary>
    /// <remarks>
    /// Limits every later read of the connection, whoever starts it: live, cached, stored, summary and what webhooks bring. `options.accountIds` of a call chooses within it. Data
    /// of other accounts that were read before are not shown any more; `null` lifts the limit, and the next read brings all accounts again.
    ///
    /// Next: start a retrieval, if the screen should show what is selected now.
    /// </remarks>
    /// <param name="connectionId">The connection, as `POST /connections` named it.</param>
    /// <param name="request">The accounts.</param>
    /// <response code="200">The connection, as it is now.</response>
    /// <response code="400">The list is empty, too long, or holds what is no id.</response>
    /// <response code="404">The user has no such connection.</response>
    [HttpPut]
    [ProducesResponseType<ConnectionBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> SelectAsync([FromRoute] Guid connectionId, [FromBody] SelectAccounts request, CancellationToken cancellationToken)
    {
        var (user, id) = (User.Key().ToBytes(), new ConnectionId(connectionId));
        List<Guid>? accounts = request.AccountIds is { } ids ? [.. ids.Distinct()] : null;
        await connections.SelectAsync(user, id, accounts, time.GetUtcNow(), cancellationToken);
        return await connections.ListAsync(user, id, cancellationToken) is [var (connection, open)]
            ? Ok(ConnectionBody.Of(connection, open))
            : new ProblemResult(new Refusal(ProblemCodes.NotFound));
    }
}
