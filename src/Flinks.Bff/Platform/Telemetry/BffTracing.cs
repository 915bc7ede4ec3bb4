using System.Diagnostics;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>Our own spans: work that is no request and no call to Flinks.</summary>
public static class BffTracing
{
    public static readonly ActivitySource Source = new(PlatformMetrics.Name);
}
