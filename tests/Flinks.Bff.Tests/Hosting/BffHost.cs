using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Client;
using Flinks.Simulator;
using Flinks.Simulator.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.Tests.Hosting;

/// <summary>
/// The real application on a database of its own, its Flinks client plugged into a simulator in this process, and one clock for both
/// that stands still until a test moves it. Quartz is left out: <see cref="RunDueAsync"/> takes the turns.
/// </summary>
public sealed class BffHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _simulator;
    private readonly BffHostOptions _options;
    private WebApplication _bff;

    private BffHost(WebApplication simulator, WebApplication bff, BffHostOptions options)
    {
        _simulator = simulator;
        _bff = bff;
        _options = options;
    }

    public MovableClock Clock => _options.Clock;

    /// <summary>Flinks: its logins, the calls it received, and what the next ones meet.</summary>
    public SimulatedFlinks Flinks => _simulator.Services.GetRequiredService<SimulatedFlinks>();

    public LogSink Logs => _options.Logs;

    public IServiceProvider Services => _bff.Services;

    public TemporaryDatabase Database => _options.Database;

    public static async Task<BffHost> StartAsync(
        Action<Dictionary<string, string?>>? settings = null, Action<IServiceCollection>? services = null, TemporaryDatabase? database = null)
    {
        var options = new BffHostOptions(database ?? TemporaryDatabase.Create(), settings, services);
        var simulator = CreateSimulator(options);
        await simulator.StartAsync();
        var bff = CreateBff(simulator, options);
        await bff.StartAsync();
        var host = new BffHost(simulator, bff, options);
        options.Webhooks.Receiver = () => host._bff.GetTestServer().CreateHandler();
        return host;
    }

    /// <summary>Somebody with a token.</summary>
    public BffClient As(string user, string? role = null) => new(_bff.GetTestClient(), TestTokens.For(user, Clock, role));

    /// <summary>Somebody without one, or with one of their own making.</summary>
    public BffClient AsNobody(string? token = null) => new(_bff.GetTestClient(), token);

    /// <summary>Opens a page of Flinks', or of a bank's, without following where it leads.</summary>
    public async Task<BffAnswer> AtFlinksAsync(string address)
    {
        using var browser = _simulator.GetTestServer().CreateClient();
        using var response = await browser.GetAsync(address, TestContext.Current.CancellationToken);
        return await BffAnswer.OfAsync(response);
    }

    /// <summary>One round over what is due now, and the work that follows from it.</summary>
    public async Task RunDueAsync()
    {
        await TakeUpDueAsync();
        await Services.GetRequiredService<BackgroundWork>().WhenIdleAsync().WaitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>One round over what is due now; the work that follows goes on after it.</summary>
    public async Task TakeUpDueAsync()
    {
        var due = Services.GetRequiredService<DueRetrievals>();
        for (var shard = 0; shard < RetrievalStarter.Shards; shard++)
        {
            await due.TakeUpAsync(shard, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Moves the clock, then takes up what has become due.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await RunDueAsync();
    }

    /// <summary>Every sweep once.</summary>
    public async Task SweepAsync()
    {
        foreach (var sweep in Services.GetServices<ISweep>())
        {
            await sweep.SweepAsync(Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A second instance on the same database and the same Flinks: what the first held in memory it does not have. They know of each other.</summary>
    public async Task<BffHost> StartAnotherAsync()
    {
        var another = CreateBff(_simulator, _options);
        await another.StartAsync();
        var guest = new BffHost(_simulator, another, _options) { IsGuest = true };
        Clock.Advance(Neighbours.NoticedWithin);
        await LookAroundAsync();
        await guest.LookAroundAsync();
        return guest;
    }

    /// <summary>Stops the application and starts it anew on the same database.</summary>
    public async Task RestartAsync()
    {
        await _bff.DisposeAsync();
        await ForgetAsync();
        _bff = CreateBff(_simulator, _options);
        await _bff.StartAsync();
    }

    private bool IsGuest { get; init; }

    public async ValueTask DisposeAsync()
    {
        Flinks.Faults.Clear();
        await _bff.DisposeAsync();
        if (IsGuest)
        {
            return;
        }

        await _simulator.DisposeAsync();
        _options.Database.Dispose();
    }

    /// <summary>Looks for other instances, as it does every second.</summary>
    public Task LookAroundAsync() => Services.GetRequiredService<Neighbours>().LookAsync(TestContext.Current.CancellationToken);

    /// <summary>One that was not stopped, but is gone, would be counted on for half a minute.</summary>
    private async Task ForgetAsync()
    {
        await using var db = Database.Open();
        await db.Instances.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
    }

    private static WebApplication CreateSimulator(BffHostOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(options.Clock);
        builder.Services.AddFlinksSimulator();
        builder.Services.AddHttpClient(SimulatorRegistration.WebhookClientName).ConfigurePrimaryHttpMessageHandler(() => options.Webhooks);
        var app = builder.Build();
        app.MapFlinksSimulator();
        return app;
    }

    private static WebApplication CreateBff(WebApplication simulator, BffHostOptions options)
    {
        var builder = BffApplication.CreateBuilder(["--environment", Environments.Production]);
        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(options.Clock);
        BffApplication.ConfigureServices(builder);
        builder.Services.AddHttpClient(FlinksClientRegistration.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => simulator.GetTestServer().CreateHandler());
        LeaveOutQuartz(builder.Services);
        builder.Logging.AddProvider(options.Logs).SetMinimumLevel(LogLevel.Trace);
        options.Services?.Invoke(builder.Services);
        var app = builder.Build();
        BffApplication.Configure(app);
        return app;
    }

    private static void LeaveOutQuartz(IServiceCollection services)
    {
        foreach (var hosted in services.Where(service => service.ServiceType == typeof(IHostedService)
            && (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.Assembly.GetName().Name == "Quartz").ToList())
        {
            services.Remove(hosted);
        }
    }

    /// <summary>From the simulator to the application, which is made after it.</summary>
    private sealed class WayBack : HttpMessageHandler
    {
        public Func<HttpMessageHandler>? Receiver { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var way = new HttpMessageInvoker(Receiver?.Invoke() ?? throw new HttpRequestException("Nobody is there."));
            return await way.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>What stays the same when the application is started anew.</summary>
    private sealed class BffHostOptions
    {
        public BffHostOptions(TemporaryDatabase database, Action<Dictionary<string, string?>>? settings, Action<IServiceCollection>? services)
        {
            Database = database;
            Services = services;
            Settings = TestSettings.For(database);
            settings?.Invoke(Settings);
        }

        public MovableClock Clock { get; } = MovableClock.FrozenAt(Start);

        public LogSink Logs { get; } = new();

        public TemporaryDatabase Database { get; }

        public WayBack Webhooks { get; } = new();

        public Dictionary<string, string?> Settings { get; }

        public Action<IServiceCollection>? Services { get; }
    }
}
