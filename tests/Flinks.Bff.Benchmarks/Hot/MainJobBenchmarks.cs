using BenchmarkDotNet.Attributes;
using Flinks.Bff.Benchmarks.Load;

namespace Flinks.Bff.Benchmarks.Hot;

/// <summary>
/// One caller, one answer, everything between: token, validation, rows on SQLite, the calls to a Flinks that answers out of memory, shaping.
/// <c>List</c> reads the caller's connections, which is the same without Flinks, payload and writes.
/// </summary>
[MemoryDiagnoser]
public class MainJobBenchmarks
{
    private HostInProcess? _host;
    private Call _call = new("", "");

    [Params("8k", "170k")]
    public string Size { get; set; } = "8k";

    private HostInProcess Host => _host ?? throw new InvalidOperationException("The host does not run.");

    // Not asynchronous: in this process the library would not wait for it.
    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void CleanUp() => Host.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public Task<int> Retrieve() => CallerClient.SendAsync(Host.Address, _call, HttpMethod.Post);

    [Benchmark]
    public Task<int> List() => CallerClient.SendAsync(Host.Address, _call with { Path = "/api/v1/connections" }, HttpMethod.Get);

    private async Task SetUpAsync()
    {
        _host = await HostInProcess.StartAsync(Payload.All.First(payload => payload.Name == Size));
        _call = (await CallerClient.LinkAsync(Host.Address, 1, CancellationToken.None))[0];
    }
}
