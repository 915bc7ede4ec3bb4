using System.Net;
using System.Net.Http.Headers;
using Flinks.Bff.Benchmarks.Load;
using Flinks.Client;

namespace Flinks.Bff.Benchmarks.Hot;

/// <summary>The host in this process, on a SQLite file, with a Flinks that answers out of memory.</summary>
public sealed class HostInProcess : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private HostInProcess(WebApplication app, DirectoryInfo folder)
    {
        _app = app;
        _folder = folder;
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<HostInProcess> StartAsync(Payload payload)
    {
        var folder = Directory.CreateTempSubdirectory("flinks-bff-hot-");
        var builder = BffApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(Subject.Settings("http://127.0.0.1/v3").ToDictionary(
            setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => (string?)setting.Value));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:FlinksBff"] = $"Data Source={Path.Combine(folder.FullName, "flinks-bff.db")}",
            ["Logging:LogLevel:Default"] = "None",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        BffApplication.ConfigureServices(builder);
        builder.Services.AddHttpClient(FlinksClientRegistration.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new RemembersAnswers(payload));

        var app = builder.Build();
        BffApplication.Configure(app);
        await app.StartAsync();
        return new HostInProcess(app, folder);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class RemembersAnswers(Payload payload) : HttpMessageHandler
    {
        private readonly byte[] _token = File.ReadAllBytes(Payload.Sample("generate-authorize-token-200"));
        private readonly byte[] _authorized = File.ReadAllBytes(Payload.Sample("authorize-200"));
        private readonly byte[] _accounts = payload.ToBytes();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new ByteArrayContent(request.RequestUri?.Segments[^1] switch
            {
                "GenerateAuthorizeToken" => _token,
                "Authorize" => _authorized,
                _ => _accounts,
            });
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
        }
    }
}
