using Flinks.Bff.Platform.Persistence;
using Flinks.Client;
using Flinks.Simulator;
using Flinks.Simulator.Clock;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration.Memory;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Flinks.Bff.DevHost;

/// <summary>The BFF and the simulator in one process, on one clock that can be moved, with made-up users and generated keys.</summary>
public static class DevHostApplication
{
    public static async Task RunAsync(string[] args)
    {
        var clock = new MovableClock();
        await using var simulator = CreateSimulator(args, clock);
        await simulator.StartAsync();

        await using var bff = CreateBff(args, clock, simulator);
        await bff.StartAsync();

        Welcome.Print(Address(bff), Address(simulator), DatabaseFile(bff));
        await bff.WaitForShutdownAsync();
        await simulator.StopAsync();
    }

    public static WebApplication CreateSimulator(string[] args, TimeProvider clock) =>
        SimulatorApp.Create(args, host: builder =>
        {
            builder.Services.AddSingleton(clock);
            // The host greets for both.
            builder.Logging.AddFilter("Flinks.Simulator", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        });

    /// <summary>The same application that is published, told where the simulator is.</summary>
    public static WebApplication CreateBff(string[] args, TimeProvider clock, WebApplication simulator)
    {
        var builder = BffApplication.CreateBuilder([.. DevSettings.Environment(), .. args]);
        var options = simulator.Services.GetRequiredService<SimulatedFlinks>().Options;
        var address = DevAddress.Take(builder);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = DevSettings.For(address, Address(simulator), options) });
        SendWebhooks(options, address, builder.Configuration);
        builder.Services.AddSingleton(clock);
        BffApplication.ConfigureServices(builder);
        builder.Services.AddSingleton<DevTokens>();
        builder.Services.ConfigureSwaggerGen(api => api.OperationFilter<TryOutBodies>());
        builder.Services.Configure<SwaggerUIOptions>(page =>
        {
            page.InjectJavascript(DevEndpoints.SwaggerIdsPath);
            page.InjectJavascript(DevEndpoints.SwaggerSignInPath);
        });

        var app = builder.Build();
        BffApplication.Configure(app);
        app.MapDevEndpoints();
        return app;
    }

    /// <summary>The simulator signs as the BFF verifies. In polling delivery it sends only what it is told to, as Flinks would.</summary>
    private static void SendWebhooks(SimulatorOptions simulator, string bff, ConfigurationManager settings)
    {
        simulator.WebhookUrl = $"{bff}/webhooks/flinks";
        simulator.WebhookKey = settings["Webhooks:Keys:0"] ?? simulator.WebhookKey;
        simulator.WebhooksForDataCalls = settings.GetValue<FlinksDelivery>("Flinks:Delivery") == FlinksDelivery.Webhook;
    }

    private static string DatabaseFile(WebApplication bff) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(bff.Configuration.GetConnectionString(PersistenceRegistration.ConnectionName)).DataSource);

    /// <summary>Where an application really listens, also when the system chose the port.</summary>
    private static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
