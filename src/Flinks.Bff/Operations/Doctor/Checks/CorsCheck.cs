using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Web pages of other origins.</summary>
public sealed class CorsCheck(IOptions<CorsOriginsOptions> cors, IHostEnvironment environment) : DoctorCheck("cors origins", DoctorNeed.Nothing)
{
    protected override Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        var origins = cors.Value.Origins;
        var plain = origins.Count(origin => origin.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
        return Task.FromResult((origins.Count, plain) switch
        {
            (0, _) => Ok("No page of another origin may call, which is right for mobile apps and for pages of our own origin."),
            (_, > 0) when !environment.IsDevelopment() => Warning($"{plain} of {origins.Count} are plain http: whoever is on the way can put a page there.", "Name https origins in Cors:Origins."),
            _ => Ok($"{origins.Count} may call."),
        });
    }
}
