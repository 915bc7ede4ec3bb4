using Serilog.Core;
using Serilog.Events;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>
/// ASP.NET Core attaches its own names to every event within a request; they are taken off again before any sink sees them: the raw path,
/// what the route and the trace id tell better, and a name that means something else here (a connection is a bank login).
/// </summary>
public sealed class OwnPropertiesEnricher : ILogEventEnricher
{
    private const string Connection = "ConnectionId";

    private static readonly string[] TakenOff = ["RequestPath", "RequestId", "ActionId", "ActionName"];

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var name in TakenOff)
        {
            logEvent.RemovePropertyIfPresent(name);
        }

        if (logEvent.Properties.TryGetValue(Connection, out var connection) && IsSocket(connection))
        {
            logEvent.RemovePropertyIfPresent(Connection);
        }
    }

    /// <summary>Ours are GUIDs; the server's are short.</summary>
    private static bool IsSocket(LogEventPropertyValue connection) => connection is ScalarValue { Value: string id } && !Guid.TryParse(id, out _);
}
