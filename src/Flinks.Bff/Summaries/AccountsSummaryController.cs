using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Readings;
using Flinks.Bff.Retrievals;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Summaries;

/// <summary>A connection's accounts without their transactions.</summary>
[ApiController]
[Tags(Chapters.Connections)]
[Route("api/v1/connections/{connectionId:guid}/accounts-summary")]
[Produces("application/json")]
public sealed class AccountsSummaryController(AccountsSummaryService summaries, PreferredWait preferred) : ControllerBase
{
    /// <summary>List a connection's accounts without transactions</summary>
    /// <remarks>
    /// For a screen of balances, or to let the person choose accounts. It reads what Flinks has stored and never goes to the bank. A retrieval of the connection that is open is
    /// waited for; where it waits for the person, the answer is 202 with `resume`.
    ///
    /// Next: after 202 do `nextAction`: the same call again, or show the bank's question.
    /// </remarks>
    /// <param name="connectionId">The connection whose accounts are wanted.</param>
    /// <response code="200">The accounts, each with empty `transactions`.</response>
    /// <response code="202">Not yet. Do `nextAction`, after `Retry-After` seconds if there are any.</response>
    /// <response code="404">The user has no such connection.</response>
    /// <response code="409">The person has to do something; `nextAction` says what.</response>
    /// <response code="503">Flinks, the bank or the identity provider is in trouble; `code` says which, `nextAction` and `Retry-After` what to do.</response>
    [HttpGet]
    [ProducesResponseType<AccountsSummary>(StatusCodes.Status200OK)]
    [ProducesResponseType<ReadingPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> SummarizeAsync([FromRoute] Guid connectionId, CancellationToken cancellationToken)
    {
        var wait = preferred.Of(Request).Wait;
        PreferredWait.Confirm(Response, wait);
        return await summaries.ShowAsync(User.Key(), new ConnectionId(connectionId), wait, cancellationToken) switch
        {
            ReadingAnswer<SummaryRead>.Ready ready => Ok(AccountsSummaryService.BodyOf(ready)),
            ReadingAnswer<SummaryRead>.Pending(var pending) => new ReadingPendingResult(pending),
            ReadingAnswer<SummaryRead>.Refused(var refusal) => new ProblemResult(refusal),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }
}
