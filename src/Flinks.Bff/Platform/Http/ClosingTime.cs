using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Platform.Http;

/// <summary>
/// A POST that still comes in by an open connection when the host takes no more calls: nothing is begun that could be cut off. Reading goes on.
/// </summary>
public static class ClosingTime
{
    /// <summary>Another instance, or this one anew, will be there by then.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static IApplicationBuilder UseClosingTime(this IApplicationBuilder app)
    {
        var stop = app.ApplicationServices.GetRequiredService<GracefulStop>();
        return app.Use((context, next) => stop.BeginsNothing && BeginsWork(context.Request)
            ? new ProblemResult(new Refusal(ProblemCodes.UpstreamUnavailable) { RetryAfter = Soon }).ExecuteAsync(context)
            : next(context));
    }

    private static bool BeginsWork(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments(ApiHeaders.Api);
}
