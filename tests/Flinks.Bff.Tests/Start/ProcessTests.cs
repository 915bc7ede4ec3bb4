using System.Text.Json;
using System.Text.RegularExpressions;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;

namespace Flinks.Bff.Tests.Start;

/// <summary>The built host, started as an operator starts it.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly string[] Secrets =
        ["c4569c54-e167-4d34-8de6-f4113bc82414", "3d5266a8-b697-48d4-8de6-52e2e2662acc", TestSettings.SigningKey, "cmVzdW1lLWtleS1mb3ItdGVzdHMtb2YtdGhlLWJmZi0="];

    private readonly TemporaryDatabase _database = TemporaryDatabase.Create();

    [Fact]
    public async Task Without_any_setting_it_ends_with_one_line_that_names_what_is_missing()
    {
        await using var host = BffProcess.Start([]);

        var exitCode = await host.ExitedAsync();

        Assert.NotEqual(0, exitCode);
        var line = Assert.Single(host.Complaints);
        Assert.All(["Flinks:Instance", "Flinks:CustomerId", "Flinks:SecretKey", "Auth:", "ResumeUrls:Keys"], name => Assert.Contains(name, line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", host.Told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Flinks__CustomerId")]
    [InlineData("Flinks__SecretKey")]
    [InlineData("Auth__SigningKey")]
    [InlineData("Auth__Audience")]
    [InlineData("ResumeUrls__Keys__0__Value")]
    [InlineData("ResumeUrls__Keys__0__Id")]
    public async Task Without_one_that_is_needed_it_names_that_one_and_nothing_secret(string missing)
    {
        var settings = BffProcess.Good(_database);
        settings.Remove(missing);
        await using var host = BffProcess.Start(settings);

        var exitCode = await host.ExitedAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(missing.Replace("__", ":", StringComparison.Ordinal), Assert.Single(host.Complaints), StringComparison.Ordinal);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, host.Told + string.Join('\n', host.Complaints), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_in_the_place_of_the_customer_id_is_not_printed()
    {
        var settings = BffProcess.Good(_database);
        settings["Flinks__CustomerId"] = "hunter2-is-the-secret";
        await using var host = BffProcess.Start(settings);

        var exitCode = await host.ExitedAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Flinks:CustomerId", Assert.Single(host.Complaints), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", host.Told + string.Join('\n', host.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pending_migrations_stop_the_start_until_they_are_applied()
    {
        using var database = TemporaryDatabase.CreateEmpty();
        var settings = BffProcess.Good(database);
        settings["Database__MigrateOnStart"] = "false";

        await using var refused = BffProcess.Start(settings);
        var refusal = await refused.ExitedAsync();
        await using var migrating = BffProcess.Start(settings, "migrate");
        var migrated = await migrating.ExitedAsync();
        await using var host = BffProcess.Start(settings);
        await host.ListeningAsync();

        Assert.NotEqual(0, refusal);
        Assert.Contains("Database:MigrateOnStart", Assert.Single(refused.Complaints), StringComparison.Ordinal);
        Assert.Equal(0, migrated);
        Assert.Empty(migrating.Complaints);
        Assert.Contains("The database is at this build's migration.", migrating.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_good_settings_it_is_alive_and_ready_and_does_not_say_what_it_is()
    {
        await using var host = BffProcess.Start(BffProcess.Good(_database));
        using var client = new HttpClient { BaseAddress = await host.ListeningAsync() };

        using var live = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        using var api = await client.GetAsync("/api/v1/connections", TestContext.Current.CancellationToken);

        Assert.Equal((200, 200, 401), ((int)live.StatusCode, (int)ready.StatusCode, (int)api.StatusCode));
        Assert.All([live, ready, api], answer => Assert.False(answer.Headers.Contains("Server")));
        Assert.All([live, ready, api], answer => Assert.False(answer.Headers.Contains("X-Powered-By")));
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, host.Told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asked_to_end_it_ends_cleanly()
    {
        await using var host = BffProcess.Start(BffProcess.Good(_database));
        await host.ListeningAsync();

        await host.TerminateAsync();

        Assert.Equal(0, await host.ExitedAsync());
        Assert.Empty(host.Complaints);
        Assert.DoesNotMatch(new Regex("\"level\":\"(Error|Critical)\""), host.Told);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("Json", true)]
    [InlineData("Text", false)]
    public async Task Its_log_is_one_JSON_object_per_line_unless_asked_for_text(string? format, bool isJson)
    {
        var settings = BffProcess.Good(_database);
        settings["Logging__Format"] = format;
        await using var host = BffProcess.Start(settings);
        await host.ListeningAsync();

        await host.TerminateAsync();
        await host.ExitedAsync();

        var lines = host.Told.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 2);
        Assert.All(lines, line => Assert.Equal(isJson, line.StartsWith("{\"timestamp\":", StringComparison.Ordinal) && JsonDocument.Parse(line) is not null));
        // The last words are not lost in the buffer.
        Assert.Contains("Stopped.", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_long_headers_and_bodies_are_refused_and_the_next_call_works()
    {
        await using var host = BffProcess.Start(BffProcess.Good(_database));
        using var client = new HttpClient { BaseAddress = await host.ListeningAsync() };

        using var longHeader = new HttpRequestMessage(HttpMethod.Get, "/api/v1/connections");
        longHeader.Headers.TryAddWithoutValidation("Authorization", $"Bearer {new string('a', 200_000)}");
        using var refused = await client.SendAsync(longHeader, TestContext.Current.CancellationToken);
        using var nul = await client.GetAsync("/api/v1/connections/%00", TestContext.Current.CancellationToken);
        using var large = new HttpRequestMessage(HttpMethod.Post, "/api/v1/resume-urls/verify") { Content = new StringContent(new string(' ', 100_000), null, "application/json") };
        large.Headers.TransferEncodingChunked = true;
        using var tooLarge = await client.SendAsync(large, TestContext.Current.CancellationToken);
        using var next = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);

        Assert.Equal((431, 413, 200), ((int)refused.StatusCode, (int)tooLarge.StatusCode, (int)next.StatusCode));
        Assert.InRange((int)nul.StatusCode, 400, 404);
        Assert.Equal("application/problem+json", tooLarge.Content.Headers.ContentType?.MediaType);
        Assert.False(refused.Headers.Contains("Server"));
    }
    public void Dispose() => _database.Dispose();
}
