using System.Net;

namespace Flinks.Bff.Tests.Platform.Idempotency;

/// <summary>On a real socket: the in-process server leaves empty headers out.</summary>
public sealed class EmptyKeyTests : IDisposable
{
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"flinks-bff-{Guid.NewGuid():N}.db");

    [Fact]
    public async Task An_empty_key_is_refused()
    {
        await using var host = await KestrelHost.StartAsync(new Dictionary<string, string?> { ["ConnectionStrings:FlinksBff"] = $"Data Source={_database};Pooling=False" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/connections");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "");

        using var response = await host.As("alice").SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["Idempotency-Key"], await response.ReadInvalidMembersAsync());
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(_database) + "*"))
        {
            File.Delete(file);
        }
    }
}
