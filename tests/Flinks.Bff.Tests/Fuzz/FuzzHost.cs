using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.OpenApi;
using Flinks.Bff.Tests.Start;
using Flinks.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>The built host as a process of its own, with little memory, and a simulator for its Flinks.</summary>
internal sealed class FuzzHost : IAsyncDisposable
{
    public const string RedirectUrl = "https://app.example.test/linked";

    /// <summary>The garbage collector's limit, as hexadecimal bytes: 384 MB. A host that keeps what callers send would not live long.</summary>
    private const string HeapLimit = "18000000";

    private readonly TemporaryDatabase _database = TemporaryDatabase.Create();
    private readonly WebApplication _simulator;
    private readonly BffProcess _process;

    private FuzzHost(WebApplication simulator)
    {
        _simulator = simulator;
        _process = BffProcess.Start(Settings());
    }

    public SimulatedFlinks Flinks => _simulator.Services.GetRequiredService<SimulatedFlinks>();

    public BffProcess Process => _process;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyList<Operation> Operations { get; private set; } = [];

    public static async Task<FuzzHost> StartAsync()
    {
        var simulator = SimulatorApp.Create([], options => options.Url = "http://127.0.0.1:0", builder => builder.Logging.ClearProviders());
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        var host = new FuzzHost(simulator);
        host.Address = await host._process.ListeningAsync();
        using var http = new HttpClient();
        host.Operations = Operation.ReadAll(await http.GetStringAsync(new Uri(host.Address, "/swagger/v1/swagger.json"), TestContext.Current.CancellationToken));
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _simulator.StopAsync(new CancellationToken(canceled: true));
        await _simulator.DisposeAsync();
        _database.Dispose();
    }

    private Dictionary<string, string?> Settings()
    {
        var settings = BffProcess.Good(_database);
        var flinks = new Uri(_simulator.Urls.First());
        settings["Flinks__ApiBaseUrl"] = new Uri(flinks, "v3").ToString();
        settings["Flinks__ConnectBaseUrl"] = new Uri(flinks, "v2/").ToString();
        settings["Flinks__PollInterval"] = "00:00:01";
        settings["Retrieval__AnswerWithin"] = "00:00:01";
        settings["Retrieval__MaxWait"] = "00:00:01";
        settings["Retrieval__LiveCooldown"] = "00:00:00";
        settings["Connections__ClaimsPerHour"] = "1000000";
        settings["Connections__MaxPerUser"] = "12";
        settings["RateLimits__PerUserPerMinute"] = "10000000";
        settings["RateLimits__PerAddressPerMinute"] = "10000000";
        settings["Connect__RedirectUrls__0"] = RedirectUrl;
        settings["Bff__PublicUrl"] = "https://bff.example.test";
        settings["Webhooks__Keys__0"] = FuzzWebhooks.Key;
        settings["Logging__LogLevel__Default"] = "Information";
        settings["DOTNET_GCHeapHardLimit"] = HeapLimit;
        return settings;
    }
}
