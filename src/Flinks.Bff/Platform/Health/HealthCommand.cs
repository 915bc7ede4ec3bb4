namespace Flinks.Bff.Platform.Health;

/// <summary>The <c>health</c> command: asks the instance beside it whether it is ready. An image without a shell has nothing else to ask with.</summary>
public static class HealthCommand
{
    private const string KestrelsOwn = "http://localhost:5000";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>The exit code: 0 if it is ready, 1 if it is not or nobody answers.</returns>
    public static async Task<int> RunAsync()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").Build();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(AddressOf(configuration), "/health/ready"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return 1;
        }
    }

    /// <summary>Where the instance listens, as seen from its own machine; plain http if it has both, as its certificate is made out to another name.</summary>
    public static Uri AddressOf(IConfiguration configuration)
    {
        string[] addresses =
        [
            .. Parts(configuration[WebHostDefaults.ServerUrlsKey]),
            .. Parts(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
            KestrelsOwn,
        ];
        var address = addresses.Select(BindingAddress.Parse).OrderBy(address => address.Scheme == Uri.UriSchemeHttp ? 0 : 1).First();
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}");
    }

    private static string[] Parts(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
