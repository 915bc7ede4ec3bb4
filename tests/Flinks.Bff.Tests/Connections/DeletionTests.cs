using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Connections;

public sealed class DeletionTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task A_connection_is_gone_once_Flinks_has_confirmed()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);

        var deleted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.Equal((204, ""), (deleted.Status, deleted.Text));
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.DeleteCard));
        Assert.Null(bff.Flinks.FindLogin(Login));
        Assert.Empty(await bff.As("alice").ListConnectionsAsync());
        Assert.Equal(404, (await bff.As("alice").GetAsync($"/api/v1/connections/{linked.ConnectionId}")).Status);
        Assert.Equal(404, (await bff.As("alice").GetAsync($"/api/v1/retrievals/{linked.RetrievalId}")).Status);
        Assert.Equal(404, (await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}")).Status);
    }

    [Theory]
    [InlineData(400, """{"HttpStatusCode":400,"FlinksCode":"INVALID_LOGIN"}""")]
    [InlineData(401, """{"HttpStatusCode":401,"FlinksCode":"INVALID_LOGIN"}""")]
    [InlineData(404, "")]
    public async Task A_login_that_Flinks_does_not_know_is_as_good_as_deleted(int status, string body)
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, new Fault.Answer(status, body));

        var deleted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.Equal(204, deleted.Status);
    }

    [Fact]
    public async Task Another_users_connection_cannot_be_deleted()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);

        var refused = await bff.As("mallory").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.Equal((404, "not_found"), (refused.Status, refused.Code));
        Assert.Empty(bff.Flinks.Calls.To(FlinksEndpoint.DeleteCard));
        Assert.Single(await bff.As("alice").ListConnectionsAsync());
    }

    [Theory]
    [InlineData(400, "CARD_IN_USE")]
    [InlineData(500, "AGGREGATION_ERROR")]
    [InlineData(401, "UNAUTHORIZED")]
    [InlineData(429, "TOO_MANY_REQUESTS")]
    public async Task Without_confirmation_the_answer_is_a_receipt_to_poll(int status, string flinksCode)
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(status, flinksCode));

        var accepted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.Equal(202, accepted.Status);
        Assert.Equal(["deletionId", "nextAction"], accepted.Json.Members());
        var receipt = $"/api/v1/deletions/{accepted.Json.GetProperty("deletionId").GetGuid()}";
        Assert.Equal(("poll", "GET", receipt), (accepted.NextAction, accepted.NextMethod, accepted.NextUrl));
        Assert.Equal(receipt, accepted.Headers["Location"]);
        Assert.Equal("10", accepted.Headers["Retry-After"]);
        Assert.Empty(await bff.As("alice").ListConnectionsAsync());
    }

    [Fact]
    public async Task An_outage_is_survived()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Html(), times: 3);

        var deleting = bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        await bff.WhileTimePassesAsync(deleting);
        await bff.WhileTimePassesAsync(bff.SettleAsync());
        var accepted = await deleting;
        await bff.PassToDeletionsAsync(TimeSpan.FromMinutes(10));
        var receipt = await bff.As("alice").GetAsync(accepted.NextUrl!);

        Assert.Equal(202, accepted.Status);
        Assert.Equal("done", receipt.State);
    }

    [Fact]
    public async Task The_receipt_tells_when_Flinks_confirmed()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"), times: 2);
        var accepted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        await bff.PassToDeletionsAsync(TimeSpan.FromSeconds(10));
        var pending = await bff.As("alice").GetAsync(accepted.NextUrl!);
        await bff.PassToDeletionsAsync(TimeSpan.FromSeconds(10));
        var done = await bff.As("alice").GetAsync(accepted.NextUrl!);

        Assert.Equal(["deletionId", "state", "requestedAt", "upstreamConfirmedAt", "erasedAt"], pending.Json.Members());
        Assert.Equal((200, "pending"), (pending.Status, pending.State));
        Assert.Equal(BffHost.Start, pending.Json.GetProperty("requestedAt").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, pending.Json.GetProperty("upstreamConfirmedAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, pending.Json.GetProperty("erasedAt").ValueKind);
        Assert.Equal((200, "done"), (done.Status, done.State));
        Assert.Equal(bff.Clock.GetUtcNow(), done.Json.GetProperty("upstreamConfirmedAt").GetDateTimeOffset());
        Assert.Equal(bff.Clock.GetUtcNow(), done.Json.GetProperty("erasedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Another_users_receipt_answers_as_an_unknown_one()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        var accepted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        var foreign = await bff.As("mallory").GetAsync(accepted.NextUrl!);
        var unknown = await bff.As("mallory").GetAsync($"/api/v1/deletions/{Guid.NewGuid()}");

        Assert.Equal((404, 404), (foreign.Status, unknown.Status));
        Assert.Equal(unknown.Code, foreign.Code);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task Until_Flinks_confirms_the_login_is_busy_for_everybody(string user)
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        var busy = await bff.As(user).ConnectAsync(Login);
        await bff.PassToDeletionsAsync(TimeSpan.FromSeconds(10));
        bff.Flinks.Seed(SimulatedLogins.NoMfa);
        var free = await bff.As(user).ConnectAsync(Login);

        Assert.Equal((503, "upstream_busy", "wait"), (busy.Status, busy.Code, busy.NextAction));
        Assert.True(busy.Headers.ContainsKey("Retry-After"));
        Assert.Equal(200, free.Status);
    }

    [Fact]
    public async Task Another_instance_or_another_start_goes_on_asking()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        var accepted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        await bff.RestartAsync();
        var pending = await bff.As("alice").GetAsync(accepted.NextUrl!);
        await bff.PassToDeletionsAsync(TimeSpan.FromSeconds(10));
        var done = await bff.As("alice").GetAsync(accepted.NextUrl!);

        Assert.Equal(("pending", "done"), (pending.State, done.State));
    }

    [Fact]
    public async Task Two_instances_do_not_ask_at_once()
    {
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"), times: 2);
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        bff.Flinks.Calls.Clear();

        bff.Clock.Advance(TimeSpan.FromSeconds(10));
        await Task.WhenAll(bff.PassToDeletionsAsync(TimeSpan.Zero), another.PassToDeletionsAsync(TimeSpan.Zero));

        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.DeleteCard));
    }

    [Fact]
    public async Task The_login_is_deleted_when_its_last_owner_leaves()
    {
        await using var bff = await BffHost.StartAsync();
        var alices = await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        var bobs = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        var first = await bff.As("alice").DeleteAsync($"/api/v1/connections/{alices.ConnectionId}");
        var callsThen = bff.Flinks.Calls.To(FlinksEndpoint.DeleteCard).Count;
        var stillThere = await bff.As("bob").RetrieveAsync(bobs.ConnectionId);
        var second = await bff.As("bob").DeleteAsync($"/api/v1/connections/{bobs.ConnectionId}");

        Assert.Equal((204, 0), (first.Status, callsThen));
        Assert.Equal(200, stillThere.Status);
        Assert.Equal(204, second.Status);
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.DeleteCard));
    }
}
