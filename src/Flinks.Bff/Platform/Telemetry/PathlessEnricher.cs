using Serilog.Core;
using Serilog.Events;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>ASP.NET Core attaches the raw path to every event within a request; it is taken off again before any sink sees it.</summary>
public sealed class PathlessEnricher : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}
