using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Retrievals;

/// <summary>Retrievals: attempts to get a connection's data.</summary>
[ApiController]
[Route("api/v1/retrievals/{retrievalId:guid}")]
[Produces("application/json")]
public sealed class RetrievalsController(RetrievalService retrievals, PreferredWait preferred) : ControllerBase
{
    /// <summary>Room for the picture a person chose, which comes back as their answer.</summary>
    private const int LargestAnswers = 4 * 1024 * 1024;

    /// <summary>Where a retrieval stands, or its data.</summary>
    /// <response code="200">The data.</response>
    /// <response code="202">Flinks is at work; ask again after <c>Retry-After</c>.</response>
    /// <response code="203">The bank asks the person something; POST to <c>resume-url</c> for an address to open.</response>
    /// <response code="404">No such retrieval of yours.</response>
    /// <response code="409">It failed; the problem says how, and what to do next.</response>
    /// <response code="410">It expired, was superseded, or its data are no longer held.</response>
    [HttpGet]
    [ProducesResponseType<RetrievedAccounts>(StatusCodes.Status200OK)]
    [ProducesResponseType<RetrievalPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<MfaRequired>(StatusCodes.Status203NonAuthoritative)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, "application/problem+json")]
    public async Task<IActionResult> ShowAsync([FromRoute] Guid retrievalId, CancellationToken cancellationToken)
    {
        var asking = preferred.Of(Request);
        return this.Answer(await retrievals.ShowAsync(User.Key(), new RetrievalId(retrievalId), asking, cancellationToken), asking);
    }

    /// <summary>A new signed address for the open challenge.</summary>
    /// <response code="203">The address, good for one opening.</response>
    /// <response code="404">No such retrieval of yours.</response>
    /// <response code="409">No challenge is open.</response>
    /// <response code="503">Flinks gave no token.</response>
    [HttpPost("resume-url")]
    [ProducesResponseType<MfaRequired>(StatusCodes.Status203NonAuthoritative)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> MintResumeUrlAsync([FromRoute] Guid retrievalId, CancellationToken cancellationToken)
    {
        var asking = preferred.Of(Request);
        return this.Answer(await retrievals.MintResumeUrlAsync(User.Key(), new RetrievalId(retrievalId), asking, cancellationToken), asking);
    }

    /// <summary>The person came back from the widget: go on.</summary>
    /// <response code="200">The data.</response>
    /// <response code="202">Flinks is at work; ask again after <c>Retry-After</c>.</response>
    /// <response code="203">They have not answered yet.</response>
    /// <response code="404">No such retrieval of yours.</response>
    /// <response code="409">They have not answered and the window has closed, or the retrieval failed.</response>
    /// <response code="410">It is over.</response>
    /// <response code="503">Flinks is in trouble; the retrieval waits as before.</response>
    [HttpPost("resumed")]
    [ProducesResponseType<RetrievedAccounts>(StatusCodes.Status200OK)]
    [ProducesResponseType<RetrievalPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<MfaRequired>(StatusCodes.Status203NonAuthoritative)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> ResumeAsync([FromRoute] Guid retrievalId, CancellationToken cancellationToken)
    {
        var asking = preferred.Of(Request);
        return this.Answer(await retrievals.ResumeAsync(User.Key(), new RetrievalId(retrievalId), asking, cancellationToken), asking);
    }

    /// <summary>The person's answers, from a frontend that asks the challenges itself.</summary>
    /// <response code="200">The data.</response>
    /// <response code="202">Flinks is at work; ask again after <c>Retry-After</c>.</response>
    /// <response code="203">The bank asks again (<c>retry</c>) or asks something else.</response>
    /// <response code="400">A question was left out, or one was answered that was not asked.</response>
    /// <response code="404">No such retrieval of yours.</response>
    /// <response code="409">No challenge is open, or the retrieval failed.</response>
    /// <response code="503">Flinks is in trouble; the challenge stays open.</response>
    [HttpPost("mfa-answers")]
    [RequestSizeLimit(LargestAnswers)]
    [ProducesResponseType<RetrievedAccounts>(StatusCodes.Status200OK)]
    [ProducesResponseType<RetrievalPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<MfaRequired>(StatusCodes.Status203NonAuthoritative)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> AnswerAsync([FromRoute] Guid retrievalId, [FromBody] MfaAnswers request, CancellationToken cancellationToken)
    {
        var asking = preferred.Of(Request);
        return this.Answer(await retrievals.AnswerAsync(User.Key(), new RetrievalId(retrievalId), request.Answers!, asking, cancellationToken), asking);
    }

    /// <summary>Gives up an open retrieval; erases the data of one that has ended.</summary>
    /// <response code="204">Done.</response>
    /// <response code="404">No such retrieval of yours.</response>
    [HttpDelete]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> GiveUpAsync([FromRoute] Guid retrievalId, CancellationToken cancellationToken) =>
        await retrievals.GiveUpAsync(User.Key(), new RetrievalId(retrievalId), cancellationToken)
            ? NoContent()
            : new ProblemResult(new Refusal(ProblemCodes.NotFound));
}
