using BenchmarkDotNet.Attributes;
using Flinks.Bff.Benchmarks.Load;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Resume;
using Flinks.Client;

namespace Flinks.Bff.Benchmarks.Hot;

/// <summary>Sealing, hashing and signing, under the keys of a host that runs.</summary>
[MemoryDiagnoser]
public class SealingBenchmarks
{
    private const string Address = "http://127.0.0.1/v2/?requestId=00000000-0000-4000-8000-000000002001&authorizeToken=00000000-0000-4000-8000-000000003001&sync=true";

    private static readonly LoginId Login = new(new Guid("00000000-0000-4000-8000-000000001001"));

    private static readonly DateTimeOffset Expiry = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] _result = Payload.Small.ToBytes();
    private HostInProcess? _host;
    private byte[] _sealedLogin = [];
    private string _signed = "";

    private HostInProcess Host => _host ?? throw new InvalidOperationException("The host does not run.");

    // Not asynchronous: in this process the library would not wait for it.
    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void CleanUp() => Host.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public byte[] SealLogin() => Host.Get<Sealer>().SealLogin(Login);

    [Benchmark]
    public LoginId OpenLogin() => Host.Get<Sealer>().OpenLogin(_sealedLogin);

    [Benchmark]
    public byte[] SealResult() => Host.Get<Sealer>().SealResult(_result);

    [Benchmark]
    public byte[] HashLogin() => Host.Get<LoginLookup>().Hash(Login).Current;

    [Benchmark]
    public UserKey HashUser() => UserKey.Of(Caller.Issuer, "auth0|5f7c8ec7c33c6c004bbafe82");

    [Benchmark]
    public string SignAddress() => Host.Get<ResumeUrlSigner>().Sign(Address, Expiry);

    [Benchmark]
    public ResumeUrlVerdict VerifyAddress() => Host.Get<ResumeUrlSigner>().Verify(_signed);

    private async Task SetUpAsync()
    {
        _host = await HostInProcess.StartAsync(Payload.Small);
        _sealedLogin = Host.Get<Sealer>().SealLogin(Login);
        _signed = Host.Get<ResumeUrlSigner>().Sign(Address, Expiry);
    }
}
