using System.Diagnostics;

namespace Flinks.Client;

/// <summary>
/// One attempt at a call, as traces and metrics tell it: from its sending until its answer was read, as only then its FlinksCode is known.
/// There is none where nobody listens.
/// </summary>
internal sealed class FlinksAttempt
{
    private static readonly HttpRequestOptionsKey<int> Tried = new("Flinks.Client.Attempts");

    private readonly FlinksEndpoint _endpoint;
    private readonly FlinksMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private TimeSpan? _elapsed;
    private int? _status;
    private string? _code;
    private string? _error;

    private FlinksAttempt(FlinksEndpoint endpoint, Activity? activity, FlinksMetrics metrics, TimeProvider time)
    {
        _endpoint = endpoint;
        Activity = activity;
        _metrics = metrics;
        _time = time;
        _startedAt = time.GetTimestamp();
    }

    public Activity? Activity { get; }

    public static FlinksAttempt? Start(HttpRequestMessage request, FlinksMetrics metrics, TimeProvider time)
    {
        if (!FlinksTracing.Source.HasListeners() && !metrics.MeasuresCalls)
        {
            return null;
        }

        var number = request.Options.TryGetValue(Tried, out var tried) ? tried + 1 : 1;
        request.Options.Set(Tried, number);
        var endpoint = FlinksEndpoints.Of(request);
        var activity = FlinksTracing.Source.StartActivity($"Flinks {endpoint.Name()}", ActivityKind.Client);
        activity?.SetTag("http.request.method", request.Method.Method);
        activity?.SetTag("url.template", endpoint.Template());
        activity?.SetTag("flinks.attempt", number);
        return new FlinksAttempt(endpoint, activity, metrics, time);
    }

    public void Answered(HttpResponseMessage response)
    {
        _elapsed = _time.GetElapsedTime(_startedAt);
        _status = (int)response.StatusCode;
        Activity?.SetTag("http.response.status_code", _status);
        if (_status >= 400)
        {
            Activity?.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>No answer came. The exception's type only: a message may name the address.</summary>
    public void Broke(Exception exception)
    {
        _elapsed = _time.GetElapsedTime(_startedAt);
        _error = exception.GetType().FullName;
        Activity?.SetTag("error.type", _error);
        Activity?.SetStatus(ActivityStatusCode.Error);
        End();
    }

    /// <summary>What Flinks called it.</summary>
    public void Says(string? code)
    {
        _code = code;
        if (code is not null)
        {
            Activity?.SetTag("flinks.code", code);
        }
    }

    public void End()
    {
        if (_elapsed is not { } elapsed)
        {
            return;
        }

        _elapsed = null;
        Activity?.Stop();
        _metrics.CallEnded(_endpoint, elapsed, _status, _code, _error);
    }
}
