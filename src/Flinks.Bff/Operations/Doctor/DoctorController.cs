using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Operations.Doctor;

/// <summary>The doctor, for operators.</summary>
[ApiController]
[Authorize(SecurityRegistration.Operators)]
[Tags(Chapters.Operators)]
[Route("api/v1/admin/doctor")]
[Produces("application/json")]
public sealed class DoctorController(DoctorService doctor) : ControllerBase
{
    /// <summary>Look for what is wrong</summary>
    /// <remarks>
    /// Looks at the settings, at Flinks and whether it accepts each of our keys, at clocks, database, key ring, certificate, redirects, webhooks, the identity provider and
    /// the work that waits, and says of each how it is and what to do. No bank, login or person is touched. It answers within twenty seconds, also on a day when the database is away.
    ///
    /// The same as the program's own `doctor` command, which needs no running instance.
    /// </remarks>
    /// <response code="200">What was found, whatever it was: look at `verdict`.</response>
    [HttpGet]
    [ProducesResponseType<DoctorBody>(StatusCodes.Status200OK)]
    public async Task<DoctorBody> RunAsync(CancellationToken cancellationToken) =>
        (await doctor.RunAsync(User.Key(), new DoctorVisit(Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)), cancellationToken)).ToBody();
}
