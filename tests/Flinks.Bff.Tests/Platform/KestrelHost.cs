using System.Net.Http.Headers;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Platform;

/// <summary>The real host on a real socket, for what only Kestrel does.</summary>
public sealed class KestrelHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryDatabase _database;

    private KestrelHost(WebApplication app, TemporaryDatabase database)
    {
        _app = app;
        _database = database;
    }

    public static async Task<KestrelHost> StartAsync(Dictionary<string, string?>? settings = null, Action<IEndpointRouteBuilder>? routes = null, Action<IServiceCollection>? services = null)
    {
        var database = TemporaryDatabase.Create();
        var builder = BffApplication.CreateBuilder(["--environment", "Testing"]);
        builder.Configuration.AddInMemoryCollection(TestSettings.Sound(database)).AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        BffApplication.ConfigureServices(builder);
        builder.Services.AddControllers().AddApplicationPart(typeof(KestrelHost).Assembly);

        services?.Invoke(builder.Services);

        var app = builder.Build();
        BffApplication.Configure(app);
        routes?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new KestrelHost(app, database);
    }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First());

    public HttpClient Anonymous() => new() { BaseAddress = Address };

    public HttpClient As(string subject)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.For(subject, TimeProvider.System.GetUtcNow()));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        // Stopped first: jobs that are under way need what disposing takes away.
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _database.Dispose();
    }
}
