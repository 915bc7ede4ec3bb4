using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>
/// Describes the span that ASP.NET Core opens for a request: by the route's template, never by the path or the query. Probes leave none.
/// </summary>
public static class RequestTrace
{
    public static IApplicationBuilder UseRequestTrace(this IApplicationBuilder app) => app.Use((context, next) =>
        SpanOf(context) is { } span ? DescribeAsync(span, context, next) : next(context));

    /// <summary>The problem that is answered.</summary>
    public static void Tell(HttpContext context, string problem) => SpanOf(context)?.SetTag("flinks_bff.problem.code", problem);

    /// <summary>Null where nobody listens: then there may be an activity, but only to carry the ids.</summary>
    private static Activity? SpanOf(HttpContext context) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span && span.Source.HasListeners() ? span : null;

    private static async Task DescribeAsync(Activity span, HttpContext context, RequestDelegate next)
    {
        if (RequestLog.IsProbe(context.Request))
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Describe(span, context);
        }
    }

    private static void Describe(Activity span, HttpContext context)
    {
        var (method, route, status) = (RequestLog.MethodOf(context.Request), RequestLog.RouteOf(context), context.Response.StatusCode);
        span.DisplayName = $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("url.scheme", context.Request.Scheme);
        span.SetTag("http.response.status_code", status);
        // A host on a later framework may have put it there by itself.
        span.SetTag("url.path", null);
        span.SetTag("url.query", null);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
