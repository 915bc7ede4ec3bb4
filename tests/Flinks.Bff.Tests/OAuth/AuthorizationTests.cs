using Flinks.Bff.Tests.ConnectSessions;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.AspNetCore.WebUtilities;

namespace Flinks.Bff.Tests.OAuth;

/// <summary>Signing in on the bank's own site, without the widget.</summary>
public sealed class AuthorizationTests
{
    private static readonly object Wanted = new { institutionId = 14, returnUrl = RedirectSettings.App };

    [Fact]
    public async Task The_person_is_sent_to_the_banks_own_site()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);

        var started = await bff.As("alice").StartAuthorizationAsync(Wanted, ("Accept-Language", "fr"));

        Assert.Equal(201, started.Status);
        Assert.Equal(["authorizationUrl", "expiresAt"], started.Json.Members());
        Assert.Equal(BffHost.Start + TimeSpan.FromMinutes(15), started.Json.GetProperty("expiresAt").GetDateTimeOffset());
        var asked = Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.OAuthAuthorize)).Query;
        Assert.Equal(("14", $"{RedirectSettings.PublicUrl}/api/v1/oauth/callback", "fr"), (asked["institution_id"], asked["redirect_uri"], asked["lang"]));
        Assert.Equal(43, asked["state"].Length);
        Assert.StartsWith("http", started.AuthorizationUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_retrieval_of_its_ticket_goes_to_the_bank()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var ticket = await bff.AllowAsync("alice");

        var linked = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });
        var then = await bff.As("alice").RetrieveAsync(linked.ConnectionId);

        Assert.Equal((200, "live", "cached"), (linked.Status, linked.Source(), then.Source()));
        Assert.Equal([false, true], bff.Authorizes().Select(call => call.MostRecentCached));
    }

    [Fact]
    public async Task A_login_that_the_user_holds_goes_to_the_bank_too_but_not_twice_in_a_minute()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var live = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket = await bff.AllowAsync("alice") });
        var cooled = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket = await bff.AllowAsync("alice") });

        Assert.Equal((200, "live"), (live.Status, live.Source()));
        Assert.Equal((200, "cached"), (cooled.Status, cooled.Source()));
    }

    [Fact]
    public async Task A_login_that_somebody_else_holds_is_proved_from_the_store_before_the_bank_is_asked()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Calls.Clear();

        var linked = await bff.As("bob").PostAsync("/api/v1/connections", new { ticket = await bff.AllowAsync("bob") });

        Assert.Equal((200, "live"), (linked.Status, linked.Source()));
        Assert.Equal([true, false], bff.Authorizes().Select(call => call.MostRecentCached));
    }

    [Theory]
    [InlineData("deny", "access_denied")]
    [InlineData("fail", "server_error")]
    public async Task Who_does_not_come_in_comes_back_with_the_error(string way, string error)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var started = await bff.As("alice").StartAuthorizationAsync(Wanted);

        var back = await bff.LeaveBankAsync(started, way);

        Assert.Equal(303, back.Status);
        var address = new Uri(back.Headers["Location"]);
        var query = QueryHelpers.ParseQuery(address.Query);
        Assert.Equal(("app.example.test", error), (address.Host, query["error"].ToString()));
        Assert.False(query.ContainsKey("ticket"));
        Assert.NotEmpty(query["error_description"].ToString());
    }

    [Fact]
    public async Task A_state_works_once()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var started = await bff.As("alice").StartAuthorizationAsync(Wanted);

        var first = await bff.LeaveBankAsync(started, "allow");
        var second = await bff.LeaveBankAsync(started, "allow");

        Assert.Equal((303, 400), (first.Status, second.Status));
    }

    [Theory]
    [InlineData(899, 303)]
    [InlineData(900, 400)]
    public async Task A_state_lives_a_quarter_of_an_hour(int seconds, int status)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var started = await bff.As("alice").StartAuthorizationAsync(Wanted);

        bff.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await bff.LeaveBankAsync(started, "allow")).Status);
    }

    [Fact]
    public async Task A_repeated_call_gives_the_same_sign_in_with_a_fresh_state()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var key = ("Idempotency-Key", "one-press");

        var first = await bff.As("alice").StartAuthorizationAsync(Wanted, key);
        var again = await bff.As("alice").StartAuthorizationAsync(Wanted, key);
        var other = await bff.As("alice").StartAuthorizationAsync(new { institutionId = "9003", returnUrl = RedirectSettings.App }, key);

        Assert.Equal((201, 201, 422), (first.Status, again.Status, other.Status));
        Assert.Equal(400, (await bff.LeaveBankAsync(first, "allow")).Status);
        Assert.Equal(303, (await bff.LeaveBankAsync(again, "allow")).Status);
    }

    [Theory]
    [InlineData("""{"institutionId":"14"}""", "returnUrl")]
    [InlineData("""{"institutionId":"14","returnUrl":"https://evil.example.test/"}""", "returnUrl")]
    [InlineData("""{"institutionId":"14","returnUrl":"https://app.example.test/linked?from=bank&more=1"}""", "returnUrl")]
    [InlineData("""{"institutionId":"","returnUrl":"https://app.example.test/linked?from=bank"}""", "institutionId")]
    [InlineData("""{"institutionId":"51510000-0000-4000-8000-000000000001","returnUrl":"https://app.example.test/linked?from=bank"}""", "institutionId")]
    [InlineData("""{"returnUrl":"https://app.example.test/linked?from=bank"}""", "institutionId")]
    public async Task A_sign_in_needs_a_bank_and_a_page_of_ours_to_come_back_to(string body, string member)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);

        var answer = await bff.As("alice").PostTextAsync("/api/v1/oauth/authorizations", body);

        Assert.Equal((400, member), (answer.Status, Assert.Single(answer.InvalidMembers())));
        Assert.Empty(bff.Flinks.Calls.To(FlinksEndpoint.OAuthAuthorize));
    }

    [Theory]
    [InlineData(400, "INVALID_REQUEST", "upstream_misused")]
    [InlineData(401, "UNAUTHORIZED", "upstream_rejected_us")]
    [InlineData(405, "DISABLED_INSTITUTION", "institution_unavailable")]
    [InlineData(429, "TOO_MANY_REQUESTS", "upstream_busy")]
    [InlineData(500, "AGGREGATION_ERROR", "upstream_failed")]
    [InlineData(504, null, "upstream_unavailable")]
    [InlineData(200, "OK", "upstream_failed")]
    public async Task What_Flinks_refuses_is_a_problem(int status, string? flinksCode, string code)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply, HurriedClock.Use);
        bff.Flinks.Faults.Always(FlinksEndpoint.OAuthAuthorize, FlinksRefusal.Of(status, flinksCode, session: false));

        ExpectedProblem.Of(code).Meets(await bff.As("alice").StartAuthorizationAsync(Wanted), flinksCode);
    }
}

internal static class AuthorizationSteps
{
    public static Task<BffAnswer> StartAuthorizationAsync(this BffClient client, object body, params (string Name, string Value)[] headers) =>
        client.PostAsync("/api/v1/oauth/authorizations", body, headers);

    public static string AuthorizationUrl(this BffAnswer started) => started.Json.GetProperty("authorizationUrl").GetString()!;

    /// <summary>The person allows access at the bank, or does not, and their browser follows.</summary>
    public static async Task<BffAnswer> LeaveBankAsync(this BffHost bff, BffAnswer started, string way)
    {
        var signIn = new Uri(started.AuthorizationUrl());
        var page = await bff.AtFlinksAsync(signIn.PathAndQuery);
        Assert.Equal(200, page.Status);
        var login = way == "allow" ? $"&login={SimulatedLogins.NoMfa.LoginId}" : "";
        var left = await bff.AtFlinksAsync($"{signIn.AbsolutePath}/{way}{signIn.Query}{login}");
        return await bff.AsNobody().GetAsync(new Uri(left.Headers["Location"]).PathAndQuery);
    }

    /// <summary>Signs in with success.</summary>
    /// <returns>The ticket.</returns>
    public static async Task<string> AllowAsync(this BffHost bff, string user)
    {
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        var started = await bff.As(user).StartAuthorizationAsync(new { institutionId = "14", returnUrl = RedirectSettings.App });
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        var back = await bff.LeaveBankAsync(started, "allow");
        return QueryHelpers.ParseQuery(new Uri(back.Headers["Location"]).Query)["ticket"].ToString();
    }
}
