using Serilog.Core;
using Serilog.Events;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>
/// ASP.NET Core attaches its own names to every event within a request; they are taken off again before any sink sees them: the raw path,
/// and two names that mean something else here (the trace id already names the request, and a connection is a bank login).
/// </summary>
public sealed class OwnPropertiesEnricher : ILogEventEnricher
{
    private const string Connection = "ConnectionId";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        logEvent.RemovePropertyIfPresent("RequestPath");
        logEvent.RemovePropertyIfPresent("RequestId");
        if (logEvent.Properties.TryGetValue(Connection, out var connection) && IsSocket(connection))
        {
            logEvent.RemovePropertyIfPresent(Connection);
        }
    }

    /// <summary>Ours are GUIDs; the server's are short.</summary>
    private static bool IsSocket(LogEventPropertyValue connection) => connection is ScalarValue { Value: string id } && !Guid.TryParse(id, out _);
}
