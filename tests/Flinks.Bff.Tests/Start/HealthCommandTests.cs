using Flinks.Bff.Platform.Health;
using Microsoft.Extensions.Configuration;
using Flinks.Bff.Tests.Hosting.Databases;

namespace Flinks.Bff.Tests.Start;

/// <summary>How a container finds out whether the host in it is ready.</summary>
public sealed class HealthCommandTests
{
    [Fact]
    public async Task It_succeeds_while_the_host_is_ready_and_fails_once_nobody_answers()
    {
        using var database = TemporaryDatabase.Create();
        await using var host = BffProcess.Start(BffProcess.Good(database));
        var address = await host.ListeningAsync();

        var whileReady = await AskAsync(address);
        await host.TerminateAsync();
        await host.ExitedAsync();
        var afterwards = await AskAsync(address);

        Assert.Equal((0, 1), (whileReady, afterwards));
    }

    [Theory]
    [InlineData("http://+:8080", null, "http://localhost:8080/")]
    [InlineData("http://0.0.0.0:5000;https://0.0.0.0:5001", null, "http://localhost:5000/")]
    [InlineData("https://*:5001; http://[::]:5000", null, "http://localhost:5000/")]
    [InlineData("http://127.0.0.1:4711", "8080", "http://127.0.0.1:4711/")]
    [InlineData(null, "8081;8082", "http://localhost:8081/")]
    [InlineData("", "", "http://localhost:5000/")]
    public void It_asks_where_the_host_listens(string? urls, string? ports, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = urls, ["http_ports"] = ports }).Build();

        Assert.Equal(new Uri(expected), HealthCommand.AddressOf(configuration));
    }

    /// <summary>With no other setting: it needs none of the host's secrets.</summary>
    private static async Task<int> AskAsync(Uri address)
    {
        await using var asking = BffProcess.Start(new() { ["ASPNETCORE_URLS"] = address.OriginalString }, "health");
        return await asking.ExitedAsync();
    }
}
