using System.Diagnostics;

namespace Flinks.Bff.Platform.Http;

/// <summary>The headers that every answer carries, faults included, and the name of the request in logs and problems.</summary>
public static class ApiHeaders
{
    public const string TraceId = "X-Trace-Id";

    public static readonly PathString Api = "/api";

    public static IApplicationBuilder UseApiHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.TraceIdentifier = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
        // At the last moment, because a fault clears what was set before it.
        context.Response.OnStarting(SetHeadersAsync, context);
        return next(context);
    });

    private static Task SetHeadersAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers[TraceId] = context.TraceIdentifier;
        if (context.Request.Path.StartsWithSegments(Api))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
