using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;

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
        await using var host = await StartAsync(new Provider(null));

        using var response = await host.With(TestTokens.Sign(Claims(host), _key, "r1")).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("upstream_unavailable", await response.ReadCodeAsync());
        Assert.Equal("15", response.Header("Retry-After"));
    }

    [Fact]
    public async Task Who_has_no_token_is_401_even_then()
    {
        await using var host = await StartAsync(new Provider(null));

        using var response = await host.Anonymous().AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    public void Dispose() => _key.Dispose();

    private static Task<PlatformHost> StartAsync(Provider provider) => PlatformHost.StartAsync(
        new() { ["Auth:Authority"] = Authority, ["Auth:Issuer"] = null, ["Auth:SigningKey"] = null },
        services => services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = provider));

    private static Dictionary<string, object?> Claims(PlatformHost host) => new()
    {
        ["iss"] = Authority,
        ["aud"] = TestSettings.Audience,
        ["sub"] = "alice",
        ["exp"] = host.Clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds(),
    };

    /// <summary>An identity provider with one key, or one that is down.</summary>
    private sealed class Provider(AsymmetricAlgorithm? key) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (key is null)
            {
                throw new HttpRequestException("Connection refused.");
            }

            return Task.FromResult(new HttpResponseMessage
            {
                Content = request.RequestUri?.AbsolutePath == "/keys"
                    ? JsonContent.Create(new { keys = new[] { PublicKey(key) } })
                    : JsonContent.Create(new { issuer = Authority, jwks_uri = $"{Authority}/keys" }),
            });
        }

        private static object PublicKey(AsymmetricAlgorithm key) => key switch
        {
            RSA rsa => PublicKey(rsa.ExportParameters(false)),
            ECDsa curve => PublicKey(curve.ExportParameters(false)),
            _ => throw new NotSupportedException(),
        };

        private static object PublicKey(RSAParameters parameters) =>
            new { kty = "RSA", use = "sig", kid = "r1", n = TestTokens.Encode(parameters.Modulus), e = TestTokens.Encode(parameters.Exponent) };

        private static object PublicKey(ECParameters parameters) =>
            new { kty = "EC", use = "sig", kid = "e1", crv = "P-256", x = TestTokens.Encode(parameters.Q.X), y = TestTokens.Encode(parameters.Q.Y) };
    }
}
