using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.BrowserTests.Hosting;

/// <summary>A customer's page, on an origin and site of its own: shows an address in a frame and keeps the messages that come.</summary>
public sealed class CustomerApp : IAsyncDisposable
{
    private const string Page =
        """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>A customer's app</title>
          <link rel="icon" href="data:,">
          <style>body { margin: 0 } iframe { display: block; width: 100%; height: 100vh; border: 0 }</style>
        </head>
        <body>
          <script>
            const messages = [];
            addEventListener('message', event => messages.push({ origin: event.origin, data: event.data }));
            function show(address) {
              const frame = document.createElement('iframe');
              frame.title = 'Your bank';
              frame.src = address;
              document.body.append(frame);
            }
          </script>
        </body>
        </html>
        """;

    private readonly WebApplication _app;

    private CustomerApp(WebApplication app) => _app = app;

    /// <summary>By name, so that it is another site than the address the others listen on.</summary>
    public string Address => _app.Urls.Single().Replace(IPAddress.Loopback.ToString(), "localhost", StringComparison.Ordinal);

    public static async Task<CustomerApp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{IPAddress.Loopback}:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Content(Page, "text/html; charset=utf-8"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new CustomerApp(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
