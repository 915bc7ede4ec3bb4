using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.ConnectSessions;

public sealed class CallbackTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task A_person_who_comes_back_is_sent_on_with_a_ticket_and_without_the_loginId()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff);

        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}&institution=FlinksCapital");

        var location = new Uri(back.Headers["Location"]);
        Assert.Equal((303, ""), (back.Status, back.Text));
        Assert.Equal("https://app.example.test/linked", location.GetLeftPart(UriPartial.Path));
        Assert.Equal(["from", "ticket"], QueryHelpers.ParseQuery(location.Query).Keys);
        Assert.DoesNotContain(Login.ToString(), back.Headers["Location"], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(state, back.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal("no-referrer", back.Headers["Referrer-Policy"]);
        Assert.Equal("no-store", back.Headers["Cache-Control"]);
        Assert.False(await bff.ReadAsync(db => db.Connections.AnyAsync()));
    }

    [Fact]
    public async Task A_native_app_is_reached_by_its_own_scheme()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff, RedirectSettings.NativeApp);

        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}");

        Assert.StartsWith($"{RedirectSettings.NativeApp}?ticket=", back.Headers["Location"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error=access_denied&error_description=The%20person%20said%20no", "access_denied", "The person said no")]
    [InlineData("error=a%26b%0D%0ASet-Cookie:x&error_description=", "a&b\r\nSet-Cookie:x", "")]
    [InlineData("error=access_denied", "access_denied", null)]
    [InlineData("error=access_denied&loginId=51510000-0000-4000-8000-000000000001", "access_denied", null)]
    public async Task An_error_is_handed_on(string query, string error, string? description)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff);

        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?state={state}&{query}");

        var told = QueryHelpers.ParseQuery(new Uri(back.Headers["Location"]).Query);
        Assert.Equal(303, back.Status);
        Assert.Equal(error, told["error"]);
        Assert.Equal(description ?? "", told.GetValueOrDefault("error_description").ToString());
        Assert.False(told.ContainsKey("ticket"));
        Assert.False(await bff.ReadAsync(db => db.Tickets.AnyAsync()));
    }

    [Fact]
    public async Task An_empty_error_is_none()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff);

        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?state={state}&loginId={Login}&error=&error_description=");

        Assert.Contains("ticket=", back.Headers["Location"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?loginId=51510000-0000-4000-8000-000000000001")]
    [InlineData("?loginId=51510000-0000-4000-8000-000000000001&state=")]
    [InlineData("?loginId=51510000-0000-4000-8000-000000000001&state=unknown")]
    [InlineData("?error=access_denied&state=unknown")]
    public async Task Without_a_known_state_the_answer_is_a_page(string query)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);

        foreach (var route in new[] { "/api/v1/connect-callback", "/api/v1/oauth/callback" })
        {
            AssertIsPage(await bff.AsNobody().GetAsync(route + query));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("&loginId=")]
    [InlineData("&loginId=51510000")]
    [InlineData("&loginId=00000000-0000-0000-0000-000000000000")]
    public async Task Without_a_loginId_or_an_error_the_state_is_not_used_up(string query)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff);

        AssertIsPage(await bff.AsNobody().GetAsync($"/api/v1/connect-callback?state={state}{query}"));
        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}");

        Assert.Equal(303, back.Status);
    }

    [Fact]
    public async Task A_state_works_once()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff);
        await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}");

        AssertIsPage(await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}"));
    }

    [Fact]
    public async Task Of_two_returns_at_once_one_is_received()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff);

        var back = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}"))));

        Assert.Single(back, answer => answer.Status == 303);
        Assert.Equal(1, await bff.ReadAsync(db => db.Tickets.CountAsync()));
    }

    [Theory]
    [InlineData((15 * 60) - 1, 303)]
    [InlineData(15 * 60, 400)]
    public async Task A_state_lives_a_quarter_of_an_hour(int seconds, int status)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff);

        bff.Clock.Advance(TimeSpan.FromSeconds(seconds));
        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}");

        Assert.Equal(status, back.Status);
    }

    [Fact]
    public async Task Looking_at_the_address_uses_nothing_up()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff);

        await bff.AsNobody().SendAsync(HttpMethod.Head, $"/api/v1/connect-callback?loginId={Login}&state={state}", null);
        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}");

        Assert.Equal(303, back.Status);
    }

    [Fact]
    public async Task No_log_line_tells_what_the_callback_brought()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var state = await OpenAsync(bff);

        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}");

        var ticket = QueryHelpers.ParseQuery(new Uri(back.Headers["Location"]).Query)["ticket"].ToString();
        var ours = bff.Logs.Lines.Where(line => line.Category.StartsWith("Flinks.", StringComparison.Ordinal));
        Assert.DoesNotContain(ours, line => line.Text.Contains(Login.ToString(), StringComparison.OrdinalIgnoreCase)
            || line.Text.Contains(ticket, StringComparison.Ordinal) || line.Text.Contains(state, StringComparison.Ordinal));
    }

    private static async Task<string> OpenAsync(BffHost bff, string redirectUrl = RedirectSettings.App) =>
        IframeUrl.Of(await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { redirectUrl })).State;

    private static void AssertIsPage(BffAnswer answer)
    {
        Assert.Equal(400, answer.Status);
        Assert.StartsWith("text/html", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.False(answer.Headers.ContainsKey("Location"));
        Assert.DoesNotContain("51510000", answer.Text, StringComparison.Ordinal);
    }
}
