using Microsoft.AspNetCore.Diagnostics;
using Serilog.AspNetCore;
using Serilog.Events;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>
/// One line for every request. It names the route's template, never the path or the query. Features add <c>ConnectionId</c> and
/// <c>RetrievalId</c> to it by <see cref="Serilog.IDiagnosticContext"/>.
/// </summary>
public static class RequestLog
{
    private const string Route = "Route";

    public static void Configure(RequestLoggingOptions options)
    {
        options.MessageTemplate = $"{{Method}} {{{Route}}} answered {{StatusCode}} in {{Elapsed:0.0}} ms";
        options.GetMessageTemplateProperties = Describe;
        options.GetLevel = Level;
    }

    /// <summary>Asked every few seconds by a machine.</summary>
    public static bool IsProbe(HttpRequest request) => request.Path.StartsWithSegments("/health");

    public static bool Owns(LogEvent logEvent) => logEvent.Properties.ContainsKey(Route);

    /// <summary>After a fault the request has lost its endpoint; the fault remembers it.</summary>
    public static string RouteOf(HttpContext context)
    {
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
    }

    /// <summary>A method is a caller's word too; only known ones are repeated.</summary>
    public static string MethodOf(HttpRequest request) => HttpMethods.GetCanonicalizedValue(request.Method) switch
    {
        var known when known == HttpMethods.Get || known == HttpMethods.Post || known == HttpMethods.Put || known == HttpMethods.Delete
            || known == HttpMethods.Head || known == HttpMethods.Options || known == HttpMethods.Patch => known,
        _ => "(other)",
    };

    private static LogEventProperty[] Describe(HttpContext context, string path, double elapsed, int status) =>
    [
        new("SourceContext", new ScalarValue("Request")),
        new("Method", new ScalarValue(MethodOf(context.Request))),
        new(Route, new ScalarValue(RouteOf(context))),
        new("StatusCode", new ScalarValue(status)),
        new("Elapsed", new ScalarValue(elapsed)),
    ];

    private static LogEventLevel Level(HttpContext context, double elapsed, Exception? exception) => context.Response.StatusCode switch
    {
        _ when exception is not null => LogEventLevel.Error,
        // 503 is trouble of Flinks' making: nobody has to look at us.
        >= 500 and not StatusCodes.Status503ServiceUnavailable => LogEventLevel.Error,
        _ when IsProbe(context.Request) => LogEventLevel.Debug,
        _ => LogEventLevel.Information,
    };
}
