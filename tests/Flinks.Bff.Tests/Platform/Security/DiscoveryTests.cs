using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Flinks.Bff.Tests.Problems;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Flinks.Bff.Tests.Platform.Security;

public sealed class DiscoveryTests : IDisposable
{
    private const string Authority = "https://login.test";

    private readonly RSA _key = RSA.Create(2048);

    [Fact]
    public async Task A_token_of_the_identity_provider_is_accepted()
    {
        await using var host = await StartAsync(new Provider(_key));

        using var response = await host.With(TestTokens.Sign(Claims(host), _key, "r1")).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Elliptic_curves_are_accepted_too()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var host = await StartAsync(new Provider(curve));

        using var response = await host.With(TestTokens.Sign(Claims(host), curve, "e1")).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task RS512_is_refused()
    {
        await using var host = await StartAsync(new Provider(_key));

        using var response = await host.With(TestTokens.Sign(Claims(host), _key, "r1", "RS512")).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_public_key_is_no_shared_key()
    {
        await using var host = await StartAsync(new Provider(_key));

        using var response = await host.With(TestTokens.Sign(Claims(host), key: _key.ExportSubjectPublicKeyInfo())).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("jku")]
    [InlineData("x5u")]
    [InlineData("jwk")]
    [InlineData("x5c")]
    public async Task A_token_cannot_bring_its_own_key(string member)
    {
        var provider = new Provider(_key);
        await using var host = await StartAsync(provider);
        using var other = RSA.Create(2048);
        object brought = member switch
        {
            "jwk" => Provider.PublicKey(other, "r1"),
            "x5c" => new[] { Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()) },
            _ => "https://evil.example/keys",
        };

        using var response = await host.With(TestTokens.Sign(Claims(host), other, "r1", header: new() { [member] = brought })).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.All(provider.Asked, address => Assert.Equal("login.test", address.Host));
    }

    [Fact]
    public async Task A_curve_of_another_size_is_refused()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await using var host = await StartAsync(new Provider(curve));

        using var response = await host.With(TestTokens.Sign(Claims(host), curve, "e1")).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_key_that_can_be_broken_is_refused()
    {
        using var weak = RSA.Create(1024);
        await using var host = await StartAsync(new Provider(weak));

        using var response = await host.With(TestTokens.Sign(Claims(host), weak, "r1")).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task What_the_provider_knows_stays_known_when_it_goes_away()
    {
        var provider = new Provider(_key);
        await using var host = await StartAsync(provider);
        using var before = await host.With(TestTokens.Sign(Claims(host), _key, "r1")).AskAsync("/api/v1/probe");
        using var other = RSA.Create(2048);

        provider.Keys = [];
        provider.IsAway = true;
        using var unknown = await host.With(TestTokens.Sign(Claims(host), other, "r2")).AskAsync("/api/v1/probe");
        using var after = await host.With(TestTokens.Sign(Claims(host), _key, "r1")).AskAsync("/api/v1/probe");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (before.StatusCode, unknown.StatusCode, after.StatusCode));
    }

    /// <summary>The library reads the keys again when it meets an unknown one, and on its own clock at most so often as it is told.</summary>
    [Fact]
    public async Task A_new_key_is_learned_while_callers_with_the_old_one_go_on()
    {
        var provider = new Provider(_key);
        using var next = RSA.Create(2048);
        await using var host = await StartAsync(provider, services => services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme, options => ((ConfigurationManager<OpenIdConnectConfiguration>)options.ConfigurationManager).RefreshInterval = TimeSpan.FromSeconds(1)));
        var old = host.With(TestTokens.Sign(Claims(host), _key, "r1"));
        var recent = host.With(TestTokens.Sign(Claims(host), next, "r2"));
        using var first = await old.AskAsync("/api/v1/probe");

        provider.Keys = [(_key, "r1"), (next, "r2")];
        var refusals = new ConcurrentQueue<HttpStatusCode>();
        await Until.TrueAsync(async () =>
        {
            using var stays = await old.AskAsync("/api/v1/probe");
            refusals.Enqueue(stays.StatusCode);
            using var comes = await recent.AskAsync("/api/v1/probe");
            return comes.StatusCode == HttpStatusCode.OK;
        });

        Assert.All(refusals, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task A_redirect_of_the_provider_is_not_followed()
    {
        await using var host = await PlatformHost.StartAsync(
            new() { ["Auth:Authority"] = Authority, ["Auth:Issuer"] = null, ["Auth:SigningKey"] = null });

        var handler = host.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme).BackchannelHttpHandler;

        var sockets = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.Equal((false, false, false), (sockets.AllowAutoRedirect, sockets.UseCookies, sockets.UseProxy));
        Assert.Null(sockets.SslOptions.RemoteCertificateValidationCallback);
    }

    [Fact]
    public async Task Another_key_is_refused()
    {
        await using var host = await StartAsync(new Provider(_key));
        using var other = RSA.Create(2048);

        using var response = await host.With(TestTokens.Sign(Claims(host), other, "r1")).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task An_identity_provider_that_does_not_answer_is_503()
    {
        await using var host = await StartAsync(new Provider((AsymmetricAlgorithm?)null));

        using var response = await host.With(TestTokens.Sign(Claims(host), _key, "r1")).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("upstream_unavailable", await response.ReadCodeAsync());
        Assert.Equal("15", response.Header("Retry-After"));
    }

    [Fact]
    public async Task Who_has_no_token_is_401_even_then()
    {
        await using var host = await StartAsync(new Provider((AsymmetricAlgorithm?)null));

        using var response = await host.Anonymous().AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    public void Dispose() => _key.Dispose();

    private static Task<PlatformHost> StartAsync(Provider provider, Action<IServiceCollection>? more = null) => PlatformHost.StartAsync(
        new() { ["Auth:Authority"] = Authority, ["Auth:Issuer"] = null, ["Auth:SigningKey"] = null, ["RateLimits:PerAddressPerMinute"] = "1000000", ["RateLimits:PerUserPerMinute"] = "1000000" },
        services =>
        {
            services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = provider);
            more?.Invoke(services);
        });

    private static Dictionary<string, object?> Claims(PlatformHost host) => new()
    {
        ["iss"] = Authority,
        ["aud"] = TestSettings.Audience,
        ["sub"] = "alice",
        ["exp"] = host.Clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds(),
    };

    /// <summary>An identity provider with some keys, or one that is down.</summary>
    private sealed class Provider(IReadOnlyList<(AsymmetricAlgorithm Key, string Id)> keys) : HttpMessageHandler
    {
        public Provider(AsymmetricAlgorithm? key)
            : this(key is null ? [] : [(key, key is RSA ? "r1" : "e1")]) => IsAway = key is null;

        public IReadOnlyList<(AsymmetricAlgorithm Key, string Id)> Keys { get; set; } = keys;

        public bool IsAway { get; set; }

        public ConcurrentQueue<Uri> Asked { get; } = [];

        public static object PublicKey(AsymmetricAlgorithm key, string id) => key switch
        {
            RSA rsa => PublicKey(rsa.ExportParameters(false), id),
            ECDsa curve => PublicKey(curve.ExportParameters(false), $"P-{curve.KeySize}", id),
            _ => throw new NotSupportedException(),
        };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Enqueue(request.RequestUri!);
            return IsAway
                ? throw new HttpRequestException("Connection refused.")
                : Task.FromResult(new HttpResponseMessage
                {
                    Content = request.RequestUri?.AbsolutePath == "/keys"
                        ? JsonContent.Create(new { keys = Keys.Select(key => PublicKey(key.Key, key.Id)) })
                        : JsonContent.Create(new { issuer = Authority, jwks_uri = $"{Authority}/keys" }),
                });
        }

        private static object PublicKey(RSAParameters parameters, string id) =>
            new { kty = "RSA", use = "sig", kid = id, n = TestTokens.Encode(parameters.Modulus), e = TestTokens.Encode(parameters.Exponent) };

        private static object PublicKey(ECParameters parameters, string curve, string id) =>
            new { kty = "EC", use = "sig", kid = id, crv = curve, x = TestTokens.Encode(parameters.Q.X), y = TestTokens.Encode(parameters.Q.Y) };
    }
}
