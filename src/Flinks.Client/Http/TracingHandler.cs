using System.Diagnostics;

namespace Flinks.Client;

/// <summary>
/// One activity per attempt. It stands in for the framework's own, which carry the address: ours names the route template, as some
/// addresses end in a LoginId or RequestId.
/// </summary>
internal sealed class TracingHandler(FlinksMetrics metrics, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempt = FlinksAttempt.Start(request, metrics, time);
        SendContext(request, attempt?.Activity ?? Activity.Current);

        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            attempt?.Answered(response);
            if (response.Content is BufferedContent answer)
            {
                answer.Attempt = attempt;
            }
            else
            {
                // Statements are read while they come: a 200 has no FlinksCode to wait for.
                attempt?.End();
            }

            return response;
        }
        catch (Exception exception)
        {
            attempt?.Broke(exception);
            throw;
        }
    }

    private static void SendContext(HttpRequestMessage request, Activity? activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            return;
        }

        request.Headers.Remove("traceparent");
        request.Headers.Remove("tracestate");
        request.Headers.TryAddWithoutValidation("traceparent", id);
        if (!string.IsNullOrEmpty(activity.TraceStateString))
        {
            request.Headers.TryAddWithoutValidation("tracestate", activity.TraceStateString);
        }
    }
}
