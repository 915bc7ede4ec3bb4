using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>A proxy that we do not believe makes one address of all callers, and one caller can use up the limit of all.</summary>
public sealed class ProxyCheck(IOptions<ProxyOptions> proxy) : DoctorCheck("proxy", DoctorNeed.Nothing)
{
    private const string Advice = "Name the network of the proxy before us in Proxy:KnownNetworks.";

    protected override Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken) => Task.FromResult(visit.ThroughUnknownProxy switch
    {
        true => Warning("This call came with X-Forwarded-For from where it is not believed: rate limits by address count all callers as one.", Advice),
        false when proxy.Value.KnownNetworks.Count == 0 => Ok("This call came through no proxy that says so, and none is set up."),
        false => Ok("Callers are known by their own addresses."),
        null when proxy.Value.KnownNetworks.Count > 0 => Ok($"X-Forwarded-* is believed from {proxy.Value.KnownNetworks.Count} network(s)."),
        null => Unknown("None is set up; whether one stands before us only a call can show.", "Ask the running service: GET /api/v1/admin/doctor. " + Advice),
    });
}
