using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Retrievals;

/// <summary>Retrievals: attempts to get a connection's data.</summary>
[ApiController]
[Tags(Chapters.Retrievals)]
[Route("api/v1/retrievals/{retrievalId:guid}")]
[Produces("application/json")]
public sealed class RetrievalsController(RetrievalService retrievals, PreferredWait preferred) : ControllerBase
{
    /// <summary>Room for the picture a person chose, which comes back as their answer.</summary>
    private const int LargestAnswers = 4 * 1024 * 1024;

    /// <summary>Show a retrieval, or its data</summary>
    /// <remarks>
    /// What to call after a 202, as `nextAction` says. Answers what the POST would have answered: the data, "not yet", the bank's question, or the problem it ended with. The
    /// problem is history then, not a failure of this call: its status is 409 whatever it was, and `wait` has become `retrieve`.
    ///
    /// A GET mints no token: on 203 `resume.url` is null and `nextAction` names the POST that gives an address. Data are held for five minutes where somebody waited for
    /// them, for an hour where nobody did; after that the answer is 410 `result_erased`.
    /// </remarks>
    /// <param name="retrievalId">The retrieval, as the POST named it.</param>
    /// <response code="200">The data. `state` is `ready`.</response>
    /// <response code="202">Flinks is at work. Ask `nextAction.url` again after `Retry-After` seconds, or read `eventsUrl`.</response>
    /// <response code="203">The bank asks the person something; POST to `resume-url` for an address to open.</response>
    /// <response code="404">The user has no such retrieval.</response>
    /// <response code="409">It failed; `code` says how, `nextAction` what to do next.</response>
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

    /// <summary>Get an address at which the person can answer the bank</summary>
    /// <remarks>
    /// Call it right before the iframe or WebView is shown: where a GET answered 203, where the person closed the widget, or where the address before has expired. Possible
    /// until the window closes, eight minutes after the bank asked.
    ///
    /// Next: show `resume.url`; when the widget says that it is done, `POST …/resumed`.
    /// </remarks>
    /// <param name="retrievalId">The retrieval that waits for the person.</param>
    /// <response code="203">The address, for one opening.</response>
    /// <response code="404">The user has no such retrieval.</response>
    /// <response code="409">No challenge is open (any more).</response>
    /// <response code="503">Flinks gave no token for the address, or the identity provider cannot be reached; `code` says which.</response>
    [HttpPost("resume-url")]
    [Repeatable]
    [ProducesResponseType<MfaRequired>(StatusCodes.Status203NonAuthoritative)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> MintResumeUrlAsync([FromRoute] Guid retrievalId, CancellationToken cancellationToken)
    {
        var asking = preferred.Of(Request);
        return this.Answer(await retrievals.MintResumeUrlAsync(User.Key(), new RetrievalId(retrievalId), asking, cancellationToken), asking);
    }

    /// <summary>Go on after the person answered in the widget</summary>
    /// <remarks>
    /// Call it when the widget that was opened with `resume.url` posts its `REDIRECT` message, or when the person closes it. If they have answered, the data are collected; if not,
    /// the bank's question still stands. It is accepted for half an hour after the window closed, because the person may have been in time. On a retrieval that waits for nothing it
    /// answers like the GET.
    /// </remarks>
    /// <param name="retrievalId">The retrieval that waited for the person.</param>
    /// <response code="200">The data. `state` is `ready`.</response>
    /// <response code="202">Flinks is at work. Ask `nextAction.url` again after `Retry-After` seconds, or read `eventsUrl`.</response>
    /// <response code="203">They have not answered yet.</response>
    /// <response code="404">The user has no such retrieval.</response>
    /// <response code="409">They have not answered and the window has closed, or the retrieval failed.</response>
    /// <response code="410">It was given up or replaced, or its data are no longer held.</response>
    /// <response code="503">Flinks, the bank or the identity provider is in trouble; the retrieval waits as before.</response>
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

    /// <summary>Answer the bank without the widget</summary>
    /// <remarks>
    /// For frontends that show `securityChallenges` themselves instead of the widget. Every prompt has to be answered under its exact text. Answers are handed to the bank and never
    /// stored or logged. The call takes as long as the bank does; what takes longer than about ten seconds is 202.
    ///
    /// Next: 203 means that the bank asks again (`retry` = true: the answer was wrong) or asks something else.
    /// </remarks>
    /// <param name="retrievalId">The retrieval whose questions are answered.</param>
    /// <response code="200">The data. `state` is `ready`.</response>
    /// <response code="202">Flinks is at work. Ask `nextAction.url` again after `Retry-After` seconds, or read `eventsUrl`.</response>
    /// <response code="203">The bank asks again, or asks something else.</response>
    /// <response code="400">A question was left out, or one was answered that was not asked.</response>
    /// <response code="404">The user has no such retrieval.</response>
    /// <response code="409">No challenge is open, or the bank's no is final.</response>
    /// <response code="410">The retrieval was given up, replaced or ran out of time while the call waited for it.</response>
    /// <response code="503">Flinks, the bank or the identity provider is in trouble; the challenge stays open.</response>
    [HttpPost("mfa-answers")]
    [RequestSizeLimit(LargestAnswers)]
    [ProducesResponseType<RetrievedAccounts>(StatusCodes.Status200OK)]
    [ProducesResponseType<RetrievalPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<MfaRequired>(StatusCodes.Status203NonAuthoritative)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> AnswerAsync([FromRoute] Guid retrievalId, [FromBody] MfaAnswers request, CancellationToken cancellationToken)
    {
        var asking = preferred.Of(Request);
        return this.Answer(await retrievals.AnswerAsync(User.Key(), new RetrievalId(retrievalId), request.Answers!, asking, cancellationToken), asking);
    }

    /// <summary>Give up a retrieval</summary>
    /// <remarks>
    /// Call it when the person walks away: an open retrieval ends as `superseded`, so that the next one starts afresh. Of one that has ended the data that are still held are erased. The
    /// connection stays.
    /// </remarks>
    /// <param name="retrievalId">The retrieval to give up.</param>
    /// <response code="204">It is over, and its data are gone.</response>
    /// <response code="404">The user has no such retrieval.</response>
    [HttpDelete]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> GiveUpAsync([FromRoute] Guid retrievalId, CancellationToken cancellationToken) =>
        await retrievals.GiveUpAsync(User.Key(), new RetrievalId(retrievalId), cancellationToken)
            ? NoContent()
            : new ProblemResult(new Refusal(ProblemCodes.NotFound));
}
