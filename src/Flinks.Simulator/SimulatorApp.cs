using Flinks.Simulator.Control;

namespace Flinks.Simulator;

/// <summary>The simulator as an application of its own.</summary>
public static class SimulatorApp
{
    /// <summary>Builds it, ready to run.</summary>
    /// <param name="configure">Turns knobs, after the configuration.</param>
    /// <param name="host">Changes the host before it is built: another server, a shared <see cref="TimeProvider"/>.</param>
    public static WebApplication Create(string[] args, Action<SimulatorOptions>? configure = null, Action<WebApplicationBuilder>? host = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(SimulatorApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        host?.Invoke(builder);
        builder.Services.AddFlinksSimulator(configure).AddHostedService<Welcome>();

        var options = builder.Configuration.GetSection(SimulatorOptions.Section).Get<SimulatorOptions>() ?? new();
        configure?.Invoke(options);
        builder.WebHost.UseUrls(options.Url);

        var app = builder.Build();
        app.MapFlinksSimulator();
        return app;
    }
}
