using System.Net.Http.Headers;
using System.Text.Json;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>What the made-up users do.</summary>
public static class CallerClient
{
    private const int LinkedAtOnce = 16;

    private static readonly HttpClient Http = new();

    /// <summary>Lets users link a login each, and returns the calls that get their data.</summary>
    public static async Task<IReadOnlyList<Call>> LinkAsync(Uri address, int users, CancellationToken cancellationToken)
    {
        var calls = new Call[users];
        await Parallel.ForAsync(0, users, new ParallelOptions { MaxDegreeOfParallelism = LinkedAtOnce, CancellationToken = cancellationToken }, async (number, token) =>
        {
            var bearer = Caller.TokenFor($"user-{number}");
            using var request = Request(address, new Call("/api/v1/connections", bearer), HttpMethod.Post);
            request.Content = JsonContent.Create(new { loginId = new Guid(number + 1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1) });
            using var answer = await Http.SendAsync(request, token);
            var body = await answer.Content.ReadAsByteArrayAsync(token);
            using var document = JsonDocument.Parse(body);
            calls[number] = (int)answer.StatusCode == 200
                ? new Call($"/api/v1/connections/{document.RootElement.GetProperty("connectionId").GetString()}/retrievals", bearer)
                : throw new InvalidOperationException($"Linking answered {(int)answer.StatusCode}: {document.RootElement.GetProperty("title")}");
        });
        return calls;
    }

    /// <returns>The length of the answer, which was 200.</returns>
    public static async Task<int> SendAsync(Uri address, Call call, HttpMethod method, CancellationToken cancellationToken = default)
    {
        using var request = Request(address, call, method);
        using var answer = await Http.SendAsync(request, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return (int)answer.StatusCode == 200 ? body.Length : throw new InvalidOperationException($"{call.Path} answered {(int)answer.StatusCode}.");
    }

    private static HttpRequestMessage Request(Uri address, Call call, HttpMethod method)
    {
        var request = new HttpRequestMessage(method, new Uri(address, call.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Token);
        return request;
    }
}

/// <summary>One call that a load is made of.</summary>
public sealed record Call(string Path, string Token);
