using System.Globalization;
using Flinks.Bff.Attributes;
using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Institutions;
using Flinks.Bff.Launch;
using Flinks.Bff.NightlyRefresh;
using Flinks.Bff.OAuth;
using Flinks.Bff.Operations;
using Flinks.Bff.Platform;
using Flinks.Bff.Platform.Http;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Readings;
using Flinks.Bff.Resume;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Statements;
using Flinks.Bff.Summaries;
using Flinks.Bff.Timeline;
using Flinks.Bff.Webhooks;
using Flinks.Client;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Flinks.Bff;

/// <summary>The pieces of the host, so that another host can build the same one and change something in between.</summary>
public static class BffApplication
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Answers, addresses and logs look the same wherever it runs.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Settings are read once. Watching their folder for changes costs a wake-up with every write of a SQLite file in it.
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            // Whoever hosts it: controllers are found by this name.
            ApplicationName = typeof(BffApplication).Assembly.GetName().Name,
            ContentRootPath = ContentRoot(),
        });
        // The file that ships with the host, wherever it is started from; everything else comes on top of it.
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
            Path = "appsettings.json",
            Optional = true,
        });
        builder.WebHost.ConfigureKestrel(KestrelLimits.Apply);
        return builder;
    }

    public static void ConfigureServices(WebApplicationBuilder builder) => builder.Services
        .AddPlatform(builder.Configuration)
        .AddPersistence(builder.Configuration).AddWork(builder.Configuration).AddIdempotency().AddAudit()
        .AddFlinksClient().AddResumeUrls()
        .AddConnectSessions().AddRetrievals().AddBankConnections().AddTimeline().AddReadings().AddSummaries().AddStatements().AddAttributes().AddNightlyRefresh().AddInstitutions().AddOAuth()
        .AddWebhooks().AddOperations();

    public static void Configure(WebApplication app)
    {
        // Here, not earlier: a host around us may add settings until the application is built.
        SettingsCheck.Run(app.Configuration);
        app.Services.GetRequiredService<SettingsWarnings>().Tell();

        app.UsePlatform();
        app.MapControllers();
        app.MapLaunchPage();
    }

    /// <summary>A published host finds its pages beside itself, wherever it is started from; in a source tree the framework's own choice is right.</summary>
    private static string? ContentRoot() => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;
}
