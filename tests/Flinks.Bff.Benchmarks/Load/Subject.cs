using System.Net.Http.Headers;
using System.Text.Json;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>The published host as a process of its own, with users who have each linked a login.</summary>
public sealed class Subject : IAsyncDisposable
{
    private const int LinkedAtOnce = 16;

    private readonly Child _child;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    private Subject(Child child, Uri address, TimeSpan startToReady)
    {
        _child = child;
        Address = address;
        StartToReady = startToReady;
    }

    public Uri Address { get; }

    public TimeSpan StartToReady { get; }

    public ProcessFigures Figures => new(_child.Id);

    /// <param name="published">The folder it was published to.</param>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="settings">What differs from the usual, by the names of environment variables.</param>
    public static async Task<Subject> StartAsync(
        Workplace workplace, string published, string folder, string apiRoot, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{Workplace.FreePort()}");
        var environment = new Dictionary<string, string>(settings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = address.OriginalString,
            ["Flinks__ApiBaseUrl"] = apiRoot,
            ["Flinks__ConnectBaseUrl"] = "http://127.0.0.1/v2/",
            ["Flinks__CustomerId"] = Upstream.CustomerId,
            ["Flinks__SecretKey"] = "c4569c54-e167-4d34-8de6-f4113bc82414",
            ["Flinks__ApiKey"] = "3d5266a8-b697-48d4-8de6-52e2e2662acc",
            ["Auth__Issuer"] = Caller.Issuer,
            ["Auth__Audience"] = Caller.Audience,
            ["Auth__SigningKey"] = Caller.SigningKey,
            ["ResumeUrls__Keys__0__Id"] = "load",
            ["ResumeUrls__Keys__0__Value"] = "cmVzdW1lLWtleS1mb3ItdGVzdHMtb2YtdGhlLWJmZi0=",
            ["RateLimits__PerUserPerMinute"] = "1000000000",
            ["RateLimits__PerAddressPerMinute"] = "1000000000",
        };

        var child = Child.Start(Path.Combine(folder, "complaints"), ["dotnet", Path.Combine(published, "Flinks.Bff.dll")], environment, folder);
        var ready = await workplace.ReadyAsync(child, new Uri(address, "/health/ready"), cancellationToken);
        return new Subject(child, address, ready);
    }

    /// <summary>Lets users link a login each, and returns the calls that get their data.</summary>
    public async Task<IReadOnlyList<Call>> LinkAsync(int users, CancellationToken cancellationToken)
    {
        var calls = new Call[users];
        await Parallel.ForAsync(0, users, new ParallelOptions { MaxDegreeOfParallelism = LinkedAtOnce, CancellationToken = cancellationToken }, async (number, token) =>
        {
            var bearer = Caller.TokenFor($"user-{number}");
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/api/v1/connections"))
            {
                Content = JsonContent.Create(new { loginId = new Guid(number + 1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1) }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var answer = await _http.SendAsync(request, token);
            var body = await answer.Content.ReadAsStringAsync(token);
            if ((int)answer.StatusCode != 200)
            {
                throw new InvalidOperationException($"Linking answered {(int)answer.StatusCode}: {body}");
            }

            using var document = JsonDocument.Parse(body);
            calls[number] = new Call($"/api/v1/connections/{document.RootElement.GetProperty("connectionId").GetString()}/retrievals", bearer);
        });
        return calls;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _child.DisposeAsync();
    }
}

/// <summary>One call that a load is made of.</summary>
public sealed record Call(string Path, string Token);
