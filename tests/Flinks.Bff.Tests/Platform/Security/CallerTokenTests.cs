using System.Net;
using Flinks.Bff.Platform.Security;

namespace Flinks.Bff.Tests.Platform.Security;

public sealed class CallerTokenTests
{
    private static readonly DateTimeOffset Now = new ManualClock().GetUtcNow();

    public static TheoryData<string, Dictionary<string, object?>> BadClaims => new()
    {
        { "no expiry", Claims("exp", null) },
        { "expired beyond the skew", Claims("exp", Now.AddSeconds(-31).ToUnixTimeSeconds()) },
        { "not yet valid", Claims("nbf", Now.AddSeconds(31).ToUnixTimeSeconds()) },
        { "an expiry that is no number", Claims("exp", "soon") },
        { "no issuer", Claims("iss", null) },
        { "another issuer", Claims("iss", "https://elsewhere.test") },
        { "no audience", Claims("aud", null) },
        { "another audience", Claims("aud", "somebody-else") },
        { "no subject", Claims("sub", null) },
        { "an empty subject", Claims("sub", "") },
        { "a subject by another name", Renamed("sub", "nameid") },
        { "two subjects", Claims("sub", new[] { "alice", "bob" }) },
        { "two issuers", Claims("iss", new[] { TestSettings.Issuer, "https://elsewhere.test" }) },
        { "an expiry beyond the calendar", Claims("exp", 1e300) },
        { "an expiry below zero", Claims("exp", -1) },
        { "an issuer spelled otherwise", Claims("iss", $"{TestSettings.Issuer}/") },
    };

    public static TheoryData<string, Dictionary<string, object?>> GoodClaims => new()
    {
        { "plain", Claims("jti", "1") },
        { "expired within the skew", Claims("exp", Now.AddSeconds(-29).ToUnixTimeSeconds()) },
        { "valid from a moment ahead", Claims("nbf", Now.AddSeconds(29).ToUnixTimeSeconds()) },
        { "one of several audiences", Claims("aud", new[] { "somebody-else", TestSettings.Audience }) },
    };

    [Theory]
    [MemberData(nameof(BadClaims))]
    public async Task A_token_with_bad_claims_is_401(string flaw, Dictionary<string, object?> claims)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.With(TestTokens.Sign(claims)).AskAsync("/api/v1/probe");

        Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, flaw);
        Assert.Equal("unauthenticated", await response.ReadCodeAsync());
        Assert.StartsWith("Bearer", response.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(GoodClaims))]
    public async Task A_token_with_good_claims_is_accepted(string merit, Dictionary<string, object?> claims)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.With(TestTokens.Sign(claims)).AskAsync("/api/v1/probe");

        Assert.True(response.StatusCode == HttpStatusCode.OK, merit);
    }

    [Fact]
    public async Task The_user_is_issuer_and_subject()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").AskAsync("/api/v1/probe");

        Assert.Equal(
            $"\"{Convert.ToHexString(UserKey.Of(TestSettings.Issuer, "alice").ToBytes())}\"",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("HS512")]
    [InlineData("none")]
    public async Task Only_HS256_is_taken_with_a_shared_key(string algorithm)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.With(TestTokens.Sign(Claims("jti", "1"), algorithm)).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task What_a_header_calls_critical_and_we_do_not_know_is_refused()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.With(TestTokens.Sign(Claims("jti", "1"), header: new() { ["crit"] = new[] { "b64" }, ["b64"] = false })).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("' OR 1=1 --")]
    [InlineData("http://evil.example/key")]
    public async Task A_key_is_not_looked_up_by_the_name_that_a_token_gives(string keyId)
    {
        await using var host = await PlatformHost.StartAsync();
        Dictionary<string, object?> header = new() { ["kid"] = keyId };

        using var good = await host.With(TestTokens.Sign(Claims("jti", "1"), header: header)).AskAsync("/api/v1/probe");
        using var empty = await host.With(TestTokens.Sign(Claims("jti", "1"), key: [], header: header)).AskAsync("/api/v1/probe");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (good.StatusCode, empty.StatusCode));
    }

    [Fact]
    public async Task An_encrypted_token_is_refused()
    {
        await using var host = await PlatformHost.StartAsync();
        var header = TestTokens.Encode("""{"alg":"dir","enc":"A256GCM","cty":"JWT"}"""u8);

        using var response = await host.With($"{header}..{TestTokens.Encode(new byte[12])}.{TestTokens.Encode(new byte[64])}.{TestTokens.Encode(new byte[16])}").AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_huge_token_is_refused_or_taken_but_harms_nobody()
    {
        await using var host = await PlatformHost.StartAsync();

        using var huge = await host.With(TestTokens.Sign(Claims("filler", new string('x', 1_000_000)))).AskAsync("/api/v1/probe");
        using var nonsense = await host.With(new string('.', 100_000)).AskAsync("/api/v1/probe");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (huge.StatusCode, nonsense.StatusCode));
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("token")]
    public async Task A_token_anywhere_but_in_its_header_is_none(string name)
    {
        await using var host = await PlatformHost.StartAsync();
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Cookie", $"{name}={TestTokens.For("alice", Now)}");

        using var response = await client.AskAsync($"/api/v1/probe?{name}={TestTokens.For("alice", Now)}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Two_tokens_are_none()
    {
        await using var host = await KestrelHost.StartAsync();
        using var client = host.Anonymous();
        var token = TestTokens.For("alice", TimeProvider.System.GetUtcNow());
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", [$"Bearer {token}", $"Bearer {token}"]);

        using var response = await client.AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Another_key_is_refused()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.With(TestTokens.Sign(Claims("jti", "1"), key: new byte[32])).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.OK)]
    [InlineData(2, HttpStatusCode.OK)]
    [InlineData(3, HttpStatusCode.Unauthorized)]
    public async Task While_the_key_is_replaced_tokens_of_all_known_keys_are_accepted(int signedBy, HttpStatusCode status)
    {
        byte[][] keys = [TestSettings.SigningKey, .. Enumerable.Range(1, 3).Select(number => Enumerable.Repeat((byte)number, 32).ToArray())];
        await using var host = await PlatformHost.StartAsync(new()
        {
            ["Auth:PreviousSigningKeys:0"] = Convert.ToBase64String(keys[1]),
            ["Auth:PreviousSigningKeys:1"] = Convert.ToBase64String(keys[2]),
        });

        using var response = await host.With(TestTokens.Sign(Claims("jti", "1"), key: keys[signedBy])).AskAsync("/api/v1/probe");
        using var weaker = await host.With(TestTokens.Sign(Claims("jti", "1"), "HS512", keys[signedBy])).AskAsync("/api/v1/probe");

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, weaker.StatusCode);
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public async Task Nonsense_is_401(string token)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.With(token).AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/no-such-route")]
    [InlineData("/no-such-page")]
    [InlineData("/")]
    public async Task An_unknown_route_is_401_without_a_token_and_404_with_one(string path)
    {
        await using var host = await PlatformHost.StartAsync();

        using var stranger = await host.Anonymous().AskAsync(path);
        using var user = await host.As("alice").AskAsync(path);

        Assert.Equal("unauthenticated", await stranger.ReadCodeAsync());
        Assert.Equal("not_found", await user.ReadCodeAsync());
    }

    [Fact]
    public async Task A_wrong_method_is_401_without_a_token()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.Anonymous().DeleteAsync("/api/v1/probe", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("user", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Operators_routes_need_the_role(string? role, HttpStatusCode status)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("olivia", role).AskAsync("/api/v1/admin/probe");

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task The_role_may_be_one_of_several()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.With(TestTokens.Sign(Claims("role", new[] { "user", "admin" }))).AskAsync("/api/v1/admin/probe");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_role_by_another_name_is_none()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.With(TestTokens.Sign(Claims("roles", new[] { "admin" }))).AskAsync("/api/v1/admin/probe");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_refused_role_is_a_problem()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").AskAsync("/api/v1/admin/no-such-route");

        Assert.Equal("forbidden", await response.ReadCodeAsync());
        Assert.StartsWith("Bearer", response.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> Claims(string different, object? value) => new()
    {
        ["iss"] = TestSettings.Issuer,
        ["aud"] = TestSettings.Audience,
        ["sub"] = "alice",
        ["exp"] = Now.AddMinutes(10).ToUnixTimeSeconds(),
        [different] = value,
    };

    private static Dictionary<string, object?> Renamed(string name, string other)
    {
        var claims = Claims(other, "alice");
        claims.Remove(name);
        return claims;
    }
}
