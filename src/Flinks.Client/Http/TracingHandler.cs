using System.Diagnostics;

namespace Flinks.Client;

/// <summary>
/// One activity per attempt. It stands in for the framework's own, which carry the address: ours names the route template, as some
/// addresses end in a LoginId or RequestId.
/// </summary>
internal sealed class TracingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var endpoint = FlinksEndpoints.Of(request);
        using var activity = FlinksTracing.Source.StartActivity($"Flinks {endpoint}", ActivityKind.Client);
        activity?.SetTag("http.request.method", request.Method.Method);
        activity?.SetTag("url.template", endpoint.Template());
        SendContext(request, activity ?? Activity.Current);

        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            activity?.SetTag("http.response.status_code", (int)response.StatusCode);
            return response;
        }
        catch (Exception exception)
        {
            // The type only: a message may name the address.
            activity?.SetTag("error.type", exception.GetType().FullName);
            activity?.SetStatus(ActivityStatusCode.Error);
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
