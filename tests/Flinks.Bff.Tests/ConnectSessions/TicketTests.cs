using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.ConnectSessions;

public sealed class TicketTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task A_ticket_links_its_login_with_what_Connect_has_just_collected()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var (_, ticket) = await ReturnAsync(bff, "alice", new { redirectUrl = RedirectSettings.App, language = "fr" });

        var linked = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });

        Assert.Equal((200, "cached"), (linked.Status, linked.Json.GetProperty("source").GetString()));
        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{linked.ConnectionId}");
        Assert.Equal("fr", shown.Json.GetProperty("language").GetString());
    }

    [Fact]
    public async Task A_ticket_works_once()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var (_, ticket) = await ReturnAsync(bff);
        await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });

        var again = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });

        Assert.Equal((404, "not_found"), (again.Status, again.Code));
    }

    [Fact]
    public async Task Of_two_calls_at_once_one_redeems_it()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var (_, ticket) = await ReturnAsync(bff);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => bff.As("alice").PostAsync("/api/v1/connections", new { ticket }))));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(5, answers.Count(answer => answer.Status == 404));
    }

    [Fact]
    public async Task Somebody_elses_ticket_is_not_found_and_burnt()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var (_, ticket) = await ReturnAsync(bff);

        var stolen = await bff.As("mallory").PostAsync("/api/v1/connections", new { ticket });
        var late = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });

        Assert.Equal((404, 404), (stolen.Status, late.Status));
        Assert.False(await bff.ReadAsync(db => db.Tickets.AnyAsync()));
        Assert.False(await bff.ReadAsync(db => db.Connections.AnyAsync()));
    }

    [Theory]
    [InlineData(119, 200)]
    [InlineData(120, 404)]
    public async Task A_ticket_lives_two_minutes(int seconds, int status)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var (_, ticket) = await ReturnAsync(bff);

        bff.Clock.Advance(TimeSpan.FromSeconds(seconds));
        var answer = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task An_unknown_ticket_is_not_found()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);

        var answer = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket = "unknown" });

        Assert.Equal((404, "not_found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_ticket_nobody_used_is_swept()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        await ReturnAsync(bff);

        bff.Clock.Advance(TimeSpan.FromMinutes(2));
        await bff.SweepAsync();

        Assert.False(await bff.ReadAsync(db => db.Tickets.AnyAsync()));
    }

    [Fact]
    public async Task A_ticket_spends_its_session()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var other = SimulatedLogins.Big.LoginId;
        await bff.As("bob").ConnectAsync(other);
        var (session, ticket) = await ReturnAsync(bff);
        await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });
        await bff.SignInAtBankAsync(other);

        var refused = await bff.As("alice").ConnectAsync(other, new { connectSessionId = session });

        Assert.Equal((409, "login_not_proved"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_ticket_of_a_shared_login_is_proved_by_the_sign_in_of_its_session()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        await bff.As("bob").ConnectAsync(Login);
        var opened = IframeUrl.Of(await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { redirectUrl = RedirectSettings.App }));
        await bff.SignInAtBankAsync(Login);
        var ticket = await ComeBackAsync(bff, opened.State);

        var linked = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });

        Assert.Equal(200, linked.Status);
        Assert.Single(await bff.As("alice").ListConnectionsAsync());
    }

    [Fact]
    public async Task A_callback_alone_proves_no_shared_login()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        await bff.As("bob").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromMinutes(1));
        var (_, ticket) = await ReturnAsync(bff, "mallory");

        var refused = await bff.As("mallory").PostAsync("/api/v1/connections", new { ticket });

        Assert.Equal((409, "login_not_proved"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_repair_by_ticket_reads_cached_and_mends_the_connection()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromHours(1));
        var (_, ticket) = await ReturnAsync(bff, "alice", new { redirectUrl = RedirectSettings.App, connectionId = linked.ConnectionId });
        bff.Flinks.Calls.Clear();

        var repaired = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket, options = new { withTransactions = false } });

        Assert.Equal((200, linked.ConnectionId), (repaired.Status, repaired.ConnectionId));
        Assert.True(Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.Authorize)).MostRecentCached);
        Assert.False(Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.GetAccountsDetail)).Detail!.WithTransactions);
    }

    private static async Task<(Guid Session, string Ticket)> ReturnAsync(BffHost bff, string user = "alice", object? session = null)
    {
        var opened = await bff.As(user).PostAsync("/api/v1/connect-sessions", session ?? new { redirectUrl = RedirectSettings.App });
        return (opened.Json.GetProperty("connectSessionId").GetGuid(), await ComeBackAsync(bff, IframeUrl.Of(opened).State));
    }

    private static async Task<string> ComeBackAsync(BffHost bff, string state)
    {
        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={state}");
        return QueryHelpers.ParseQuery(new Uri(back.Headers["Location"]).Query)["ticket"].Single()!;
    }
}
