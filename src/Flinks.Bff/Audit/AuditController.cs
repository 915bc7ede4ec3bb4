using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Audit;

/// <summary>The audit trail, for operators.</summary>
[ApiController]
[Authorize(SecurityRegistration.Operators)]
[Tags(Chapters.Operators)]
[Route("api/v1/admin/audit")]
[Produces("application/json")]
public sealed class AuditController(AuditTrail trail) : ControllerBase
{
    /// <summary>Read the audit trail</summary>
    /// <remarks>
    /// Who did what to which connection: linked, refused, asked of the bank, answered, deleted, and what operators read. The newest come first, a page at a time. An entry holds
    /// ids and hashes and nothing of the person or their accounts; it stays for `Retention:Audit`, also when its connection is gone. Reading is itself an entry.
    ///
    /// Next: send `next` as `after`, with the same filters, for the page before.
    /// </remarks>
    /// <param name="query">Which entries.</param>
    /// <response code="200">The entries; `[]` if there are none.</response>
    /// <response code="400">A parameter is not valid; `errors` names it.</response>
    [HttpGet]
    [ProducesResponseType<AuditPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public async Task<AuditPage> ReadAsync([FromQuery] AuditQuery query, CancellationToken cancellationToken)
    {
        await trail.OperatorDidAsync(User.Key(), AuditAction.AuditRead, cancellationToken);
        return await trail.ReadAsync(query.ToFilter(), query.Limit, cancellationToken);
    }
}
