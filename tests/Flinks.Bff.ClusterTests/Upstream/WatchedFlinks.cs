using System.Collections.Concurrent;
using System.Net;
using Flinks.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.ClusterTests.Upstream;

/// <summary>
/// The simulator behind real sockets, one address ("door") for each instance and one more for the widget, each login at its own pace. What
/// its log holds is the truth that a test compares the product's with.
/// </summary>
internal sealed class WatchedFlinks : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<Guid, Pace> _paces = new();
    private readonly List<int> _ports = [];

    private WatchedFlinks(WebApplication app)
    {
        _app = app;
        _app.Use(WatchAsync);
        _app.MapFlinksSimulator();
    }

    public UpstreamLog Log { get; } = new();

    public SimulatedFlinks Flinks => _app.Services.GetRequiredService<SimulatedFlinks>();

    public static async Task<WatchedFlinks> StartAsync(int doors)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var door = 0; door <= doors; door++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddFlinksSimulator();
        var flinks = new WatchedFlinks(builder.Build());
        await flinks._app.StartAsync(TestContext.Current.CancellationToken);
        flinks._ports.AddRange(flinks._app.Urls.Select(url => new Uri(url).Port));
        return flinks;
    }

    /// <summary>Where Flinks is for one instance.</summary>
    public Uri Door(int door) => new($"http://127.0.0.1:{_ports[door]}");

    /// <summary>Where Flinks is for a person in the widget: what comes here the product did not do.</summary>
    public Uri WidgetDoor => Door(WidgetDoorNumber);

    public int WidgetDoorNumber => _ports.Count - 1;

    public void SetPace(Guid loginId, Pace pace) => _paces[loginId] = pace;

    /// <summary>What the product did, without what people did in the widget.</summary>
    public IReadOnlyList<SeenCall> ProductCalls => [.. Log.All.Where(call => call.Door != WidgetDoorNumber)];

    public async ValueTask DisposeAsync()
    {
        // Calls that are held for a dead caller are not waited for.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        var call = await UpstreamReading.ReadAsync(http, _ports.IndexOf(http.Connection.LocalPort), Log, TimeProvider.System);
        Log.Add(call);
        var pace = call.LoginId is { } login ? _paces.GetValueOrDefault(login, Pace.AtOnce) : Pace.AtOnce;
        var gone = http.RequestAborted;
        await using var noticed = gone.Register(() => Log.End(call, isLost: true, TimeProvider.System.GetUtcNow()));
        try
        {
            await Task.Delay(pace.Of(call.Kind) * pace.BeforeWork, TimeProvider.System, pace.GoesOn ? CancellationToken.None : gone);
            var reply = await UpstreamReading.AnswerAsync(http, next);
            Log.Done(call, http.Response.StatusCode, reply, TimeProvider.System.GetUtcNow());
            await Task.Delay(pace.Of(call.Kind) * (1 - pace.BeforeWork), TimeProvider.System, gone);
            Log.End(call, isLost: false, TimeProvider.System.GetUtcNow());
            await http.Response.Body.WriteAsync(reply.Body, gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            Log.End(call, isLost: true, TimeProvider.System.GetUtcNow());
        }
    }
}
