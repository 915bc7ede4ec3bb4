using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Flinks.Bff.Benchmarks.Load;

namespace Flinks.Bff.Benchmarks.Waiting;

/// <summary>A made-up user whose data Flinks collects.</summary>
public sealed class Frontend(Uri address, int number)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromHours(1) }) { Timeout = Timeout.InfiniteTimeSpan };

    private readonly string _token = Caller.TokenFor($"user-{number}");
    private string _retrieval = "";

    /// <summary>Begins; what follows is asked at an instance that may be another one.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, "/api/v1/connections");
        request.Content = JsonContent.Create(new { loginId = new Guid(number + 1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1) });
        using var answer = await Http.SendAsync(request, cancellationToken);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        _retrieval = answer.StatusCode == HttpStatusCode.Accepted
            ? body.RootElement.GetProperty("retrievalId").GetString()!
            : throw new InvalidOperationException($"Beginning answered {(int)answer.StatusCode}: {body.RootElement}");
    }

    /// <summary>Asks as often as it is told to, until the data are there.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = Request(HttpMethod.Get, $"/api/v1/retrievals/{_retrieval}");
            using var answer = await Http.SendAsync(request, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                return;
            }

            await Workplace.RestAsync(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    /// <summary>Reads the stream to its end.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, $"/api/v1/retrievals/{_retrieval}/events");
        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return request;
    }
}
