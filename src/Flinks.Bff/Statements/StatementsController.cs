using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Readings;
using Flinks.Bff.Retrievals;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Statements;

/// <summary>A connection's statements.</summary>
[ApiController]
[Tags(Chapters.Connections)]
[Route("api/v1/connections/{connectionId:guid}/statements")]
public sealed class StatementsController(StatementsService statements, PreferredWait preferred) : ControllerBase
{
    /// <summary>List a connection's statements</summary>
    /// <remarks>
    /// Reads what Flinks has stored and never goes to the bank; Flinks has to have switched statements on for this service. A retrieval of the connection that is open is waited for;
    /// where it waits for the person, the answer is 202 with `resume`.
    ///
    /// Next: after 202 do `nextAction`. For a document call `statements/{statementId}` with the same `months` and `accountId`.
    /// </remarks>
    /// <param name="connectionId">The connection whose statements are wanted.</param>
    /// <param name="question">Which statements.</param>
    /// <response code="200">The statements; `[]` if there are none.</response>
    /// <response code="202">Not yet. Do `nextAction`, after `Retry-After` seconds if there are any.</response>
    /// <response code="400">A parameter is not valid; `errors` names it.</response>
    /// <response code="404">The user has no such connection.</response>
    /// <response code="409">The person has to do something; `nextAction` says what.</response>
    /// <response code="503">Flinks, the bank or the identity provider is in trouble; `code` says which, `nextAction` and `Retry-After` what to do.</response>
    [HttpGet]
    [Produces("application/json")]
    [ProducesResponseType<StatementsBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<ReadingPending>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> ListAsync([FromRoute] Guid connectionId, [FromQuery] StatementsQuestion question, CancellationToken cancellationToken)
    {
        var wait = preferred.Of(Request).Wait;
        PreferredWait.Confirm(Response, wait);
        return await statements.ListAsync(User.Key(), new ConnectionId(connectionId), question, wait, cancellationToken) switch
        {
            ReadingAnswer<StatementsRead>.Ready(var connection, var read, var next) => Ok(new StatementsBody(
                connection.Id, [.. read.Statements.Select(known => new StatementBody(known.Id, known.Statement.AccountNumber, known.Statement.FileType))], next)),
            ReadingAnswer<StatementsRead>.Pending(var pending) => new ReadingPendingResult(pending),
            ReadingAnswer<StatementsRead>.Refused(var refusal) => new ProblemResult(refusal),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    /// <summary>Get a statement's document</summary>
    /// <remarks>
    /// The PDF, passed on while it comes from Flinks. If Flinks breaks off in the middle, so does the answer: take a body that does not end well for no document, and call again.
    ///
    /// Next: after 202 do `nextAction`, which is the same call again or the bank's question to the person.
    /// </remarks>
    /// <param name="connectionId">The connection whose statement it is.</param>
    /// <param name="statementId">The statement, as the list names it.</param>
    /// <param name="question">As the list was asked for.</param>
    /// <response code="200">The document.</response>
    /// <response code="202">Not yet. Do `nextAction`, after `Retry-After` seconds if there are any.</response>
    /// <response code="400">A parameter is not valid; `errors` names it.</response>
    /// <response code="404">The user has no such connection, or it has no such statement.</response>
    /// <response code="409">The person has to do something; `nextAction` says what.</response>
    /// <response code="503">Flinks, the bank or the identity provider is in trouble; `code` says which, `nextAction` and `Retry-After` what to do.</response>
    [HttpGet("{statementId:guid}")]
    [ProducesResponseType<FileResult>(StatusCodes.Status200OK, "application/pdf")]
    [ProducesResponseType<ReadingPending>(StatusCodes.Status202Accepted, "application/json")]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> OpenAsync(
        [FromRoute] Guid connectionId, [FromRoute] Guid statementId, [FromQuery] StatementsQuestion question, CancellationToken cancellationToken)
    {
        var wait = preferred.Of(Request).Wait;
        PreferredWait.Confirm(Response, wait);
        return await statements.OpenAsync(User.Key(), new ConnectionId(connectionId), statementId, question, wait, cancellationToken) switch
        {
            StatementAnswer.Opened(var document) => new StatementDocumentResult(document),
            StatementAnswer.Pending(var pending) => new ReadingPendingResult(pending),
            StatementAnswer.Refused(var refusal) => new ProblemResult(refusal),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }
}
