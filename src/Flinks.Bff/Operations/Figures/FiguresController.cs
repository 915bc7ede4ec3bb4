using Flinks.Bff.Audit;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Operations.Figures;

/// <summary>How it goes, in numbers, for operators.</summary>
[ApiController]
[Authorize(SecurityRegistration.Operators)]
[Tags(Chapters.Operators)]
[Route("api/v1/admin/health")]
[Produces("application/json")]
public sealed class FiguresController(FiguresService figures, AuditTrail audit) : ControllerBase
{
    /// <summary>Show the figures of this moment</summary>
    /// <remarks>
    /// How many retrievals are open and in which state, what is due and since when, what is left of deletions and webhooks, how many instances live; and of the instance
    /// that answers the call, its tokens at hand and its circuits. For what changes over time there are metrics; for what is wrong, the doctor.
    /// </remarks>
    /// <response code="200">The figures.</response>
    [HttpGet]
    [ProducesResponseType<FiguresBody>(StatusCodes.Status200OK)]
    public async Task<FiguresBody> ShowAsync(CancellationToken cancellationToken)
    {
        await audit.OperatorDidAsync(User.Key(), AuditAction.HealthRead, cancellationToken);
        return await figures.ReadAsync(cancellationToken);
    }
}
