using BenchmarkDotNet.Attributes;
using Flinks.Bff.Benchmarks.Load;
using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff.Benchmarks.Hot;

/// <summary>What is done to each payload: finding its values, and writing them in our shape.</summary>
[MemoryDiagnoser]
public class PayloadBenchmarks
{
    private static readonly DataOptions Options = new();

    private byte[] _json = [];
    private AccountsPayload? _payload;

    [Params("8k", "170k", "20m")]
    public string Size { get; set; } = "8k";

    [GlobalSetup]
    public void SetUp()
    {
        _json = Payload.All.First(payload => payload.Name == Size).ToBytes();
        _payload = AccountsPayload.TryRead(_json);
    }

    [Benchmark]
    public AccountsPayload? Index() => AccountsPayload.TryRead(_json);

    [Benchmark]
    public AccountData Shape() => AccountShaper.Shape(_payload ?? throw new InvalidOperationException("The payload is none."), Options);
}
