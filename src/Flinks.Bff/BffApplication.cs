using Flinks.Bff.Connections;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff;

/// <summary>The pieces of the host, so that another host can build the same one and change something in between.</summary>
public static class BffApplication
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }

    public static void ConfigureServices(WebApplicationBuilder builder) => builder.Services
        .AddPlatform(builder.Configuration)
        .AddPersistence().AddWork().AddIdempotency()
        .AddFlinksClient()
        .AddConnectSessions().AddRetrievals().AddBankConnections();

    public static void Configure(WebApplication app)
    {
        app.UsePlatform();
        app.MapControllers();
    }
}
