using System.Net.Http.Headers;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Flinks.Bff.Tests.Platform;

/// <summary>The real host in process, with a few routes of our own behind the platform and nothing else.</summary>
public sealed class PlatformHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryDatabase _database;

    private PlatformHost(WebApplication app, ManualClock clock, TemporaryDatabase database)
    {
        _app = app;
        _database = database;
        Clock = clock;
    }

    public ManualClock Clock { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<PlatformHost> StartAsync(
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, Action<WebApplication>? routes = null, string environment = "Testing")
    {
        var clock = new ManualClock();
        var database = TemporaryDatabase.Create();
        var app = Build(clock, database, settings ?? [], services, environment);
        BffApplication.Configure(app);
        routes?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new PlatformHost(app, clock, database);
    }

    public HttpClient Anonymous() => _app.GetTestClient();

    public HttpClient As(string subject, string? role = null) => With(TestTokens.For(subject, Clock.GetUtcNow(), role));

    public HttpClient With(string token)
    {
        var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        // Stopped first: jobs that are under way need what disposing takes away.
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _database.Dispose();
    }

    private static WebApplication Build(
        ManualClock clock, TemporaryDatabase database, Dictionary<string, string?> settings, Action<IServiceCollection>? services, string environment)
    {
        var builder = BffApplication.CreateBuilder(["--environment", environment]);
        builder.Configuration.AddInMemoryCollection(TestSettings.Sound(database)).AddInMemoryCollection(settings);
        builder.WebHost.UseTestServer();
        BffApplication.ConfigureServices(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        builder.Services.AddControllers().AddApplicationPart(typeof(PlatformHost).Assembly);
        services?.Invoke(builder.Services);
        return builder.Build();
    }
}
