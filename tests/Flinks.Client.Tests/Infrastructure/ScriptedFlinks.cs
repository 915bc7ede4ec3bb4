using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Flinks.Client.Tests;

/// <summary>Stands where the network would: answers by endpoint as a test says and notes what was sent. What no test foresaw fails it.</summary>
public sealed class ScriptedFlinks : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Func<SentCall, CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    private readonly ConcurrentQueue<SentCall> _calls = new();
    private int _tokens;

    public ScriptedFlinks() => On("GenerateAuthorizeToken", _ => Json(HttpStatusCode.OK, $$"""{"HttpStatusCode":200,"Token":"token-{{Interlocked.Increment(ref _tokens)}}"}"""));

    public IReadOnlyList<SentCall> Calls => [.. _calls];

    public IReadOnlyList<SentCall> To(string endpoint) => [.. _calls.Where(call => call.Endpoint == endpoint)];

    public void On(string endpoint, Func<SentCall, HttpResponseMessage> answer) => _answers[endpoint] = (call, _) => Task.FromResult(answer(call));

    public void On(string endpoint, Func<SentCall, CancellationToken, Task<HttpResponseMessage>> answer) => _answers[endpoint] = answer;

    /// <summary>Answers in turn; the last one stays.</summary>
    public void InTurn(string endpoint, params Func<HttpResponseMessage>[] answers)
    {
        var next = 0;
        On(endpoint, _ => answers[Math.Min(Interlocked.Increment(ref next), answers.Length) - 1]());
    }

    public static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Html(HttpStatusCode status) =>
        new(status) { Content = new StringContent("<html><body>Sorry</body></html>", Encoding.UTF8, "text/html") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var call = new SentCall(request.Method, request.RequestUri!, request.Headers.ToDictionary(header => header.Key, header => header.Value.Single()), body);
        _calls.Enqueue(call);

        var answer = _answers.TryGetValue(call.Endpoint, out var scripted)
            ? scripted
            : throw new InvalidOperationException($"Nobody foresaw a call of {call.Endpoint}.");
        return await answer(call, cancellationToken);
    }
}

public sealed record SentCall(HttpMethod Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Endpoint =>
        Address.AbsolutePath.Contains("/insight/", StringComparison.Ordinal) ? "attributes"
        : Address.AbsolutePath.Contains("/oauth/", StringComparison.Ordinal) ? "authorize"
        : Address.AbsolutePath.Split("/BankingServices/")[^1].Split('/')[0];

    public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
