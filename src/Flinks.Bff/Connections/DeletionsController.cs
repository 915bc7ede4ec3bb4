using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Connections;

/// <summary>Receipts of deletions.</summary>
[ApiController]
[Route("api/v1/deletions")]
[Produces("application/json")]
public sealed class DeletionsController(DeletionService deletions) : ControllerBase
{
    /// <summary>The receipt of a deletion.</summary>
    /// <response code="200">The receipt.</response>
    /// <response code="404">No such deletion of yours.</response>
    [HttpGet("{deletionId:guid}")]
    [ProducesResponseType<DeletionBody>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> ShowAsync([FromRoute] Guid deletionId, CancellationToken cancellationToken) =>
        await deletions.ShowAsync(User.Key(), new DeletionId(deletionId), cancellationToken) is { } receipt
            ? Ok(receipt)
            : new ProblemResult(new Refusal(ProblemCodes.NotFound));
}
