using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Connections;

/// <summary>Receipts of deletions.</summary>
[ApiController]
[Tags(Chapters.Deletions)]
[Route("api/v1/deletions")]
[Produces("application/json")]
public sealed class DeletionsController(DeletionService deletions) : ControllerBase
{
    /// <summary>Show the receipt of a deletion</summary>
    /// <remarks>
    /// Says when a connection was deleted here, when Flinks confirmed, and when the last trace was erased. Call it after `DELETE /connections/{connectionId}`
    /// answered 202, until `state` is `done`.
    /// </remarks>
    /// <param name="deletionId">The deletion, as the 202 named it.</param>
    /// <response code="200">The receipt.</response>
    /// <response code="404">The user has no such receipt.</response>
    [HttpGet("{deletionId:guid}")]
    [ProducesResponseType<DeletionBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> ShowAsync([FromRoute] Guid deletionId, CancellationToken cancellationToken) =>
        await deletions.ShowAsync(User.Key(), new DeletionId(deletionId), cancellationToken) is { } receipt
            ? Ok(receipt)
            : new ProblemResult(new Refusal(ProblemCodes.NotFound));
}
