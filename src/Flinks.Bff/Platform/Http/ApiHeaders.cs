using System.Diagnostics;

namespace Flinks.Bff.Platform.Http;

/// <summary>The headers that every answer carries, faults included, and the name of the request in logs and problems.</summary>
public static class ApiHeaders
{
    public const string TraceId = "X-Trace-Id";

    public static readonly PathString Api = "/api";

    public static IApplicationBuilder UseApiHeaders(this IApplicationBuilder app)
    {
        var stopping = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        Func<object, Task> setHeaders = context => SetHeadersAsync((HttpContext)context, stopping);
        return app.Use((context, next) =>
        {
            context.TraceIdentifier = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
            // At the last moment, because a fault clears what was set before it.
            context.Response.OnStarting(setHeaders, context);
            return next(context);
        });
    }

    private static Task SetHeadersAsync(HttpContext context, CancellationToken stopping)
    {
        var headers = context.Response.Headers;
        if (stopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            // Or the next call on this connection may cross its closing, and nobody could tell whether it was heard.
            headers.Connection = "close";
        }

        BrowserRules.SetOn(context.Response);
        headers[TraceId] = context.TraceIdentifier;
        if (context.Request.Path.StartsWithSegments(Api))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
