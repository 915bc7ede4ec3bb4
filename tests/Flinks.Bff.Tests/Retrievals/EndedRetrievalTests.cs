using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>What an ended retrieval answers, and giving one up.</summary>
public sealed class EndedRetrievalTests
{
    [Fact]
    public async Task A_failed_retrieval_shows_its_problem_and_asks_for_a_new_one_where_waiting_was_the_answer()
    {
        await using var bff = await BffHost.StartAsync();

        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.BankDown.LoginId);
        var shown = await bff.As("alice").ShowAsync(failed.RetrievalId);

        Assert.Equal(503, failed.Status);
        Assert.Equal("institution_unavailable", failed.Code);
        Assert.Equal("wait", failed.NextAction);
        Assert.Equal("120", failed.Headers["Retry-After"]);
        Assert.Equal(409, shown.Status);
        Assert.Equal(409, shown.Json.GetProperty("status").GetInt32());
        Assert.Equal("institution_unavailable", shown.Code);
        Assert.Equal("RETRY_LATER", shown.FlinksCode());
        Assert.Equal(failed.ConnectionId, shown.ConnectionId);
        Assert.Equal(failed.RetrievalId, shown.RetrievalId);
        Assert.Equal("retrieve", shown.NextAction);
        Assert.Equal("POST", shown.NextMethod);
        Assert.Equal($"/api/v1/connections/{failed.ConnectionId}/retrievals", shown.NextUrl);
        Assert.Equal(120, shown.NextAfter());
    }

    [Fact]
    public async Task A_failed_retrieval_that_needs_the_person_offers_the_widget_on_a_POST_and_the_way_to_it_on_a_GET()
    {
        await using var bff = await BffHost.StartAsync();

        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);
        var shown = await bff.As("alice").ShowAsync(failed.RetrievalId);

        Assert.Equal(409, failed.Status);
        Assert.Equal("connect", failed.NextAction);
        Assert.Equal("OPEN", failed.NextMethod);
        Assert.NotEqual(Guid.Empty, failed.Json.GetProperty("nextAction").GetProperty("connectSessionId").GetGuid());
        Assert.Equal(409, shown.Status);
        Assert.Equal("connect", shown.NextAction);
        Assert.Equal("POST", shown.NextMethod);
        Assert.Equal("/api/v1/connect-sessions", shown.NextUrl);
        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("nextAction").GetProperty("connectSessionId").ValueKind);
    }

    [Fact]
    public async Task A_failed_retrieval_is_not_the_last_one()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(401, "RETRY_LATER"));

        var failed = await bff.As("alice").RetrieveAsync(ready.ConnectionId);
        var connection = await bff.As("alice").ShowConnectionAsync(ready.ConnectionId);

        Assert.Equal(503, failed.Status);
        Assert.Equal(ready.RetrievalId, connection.Json.GetProperty("lastRetrievalId").GetGuid());
        Assert.Equal(JsonValueKind.Null, connection.Json.GetProperty("openRetrievalId").ValueKind);
        Assert.Equal("active", connection.State);
    }

    [Fact]
    public async Task The_latest_ready_retrieval_is_the_last_one()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var second = await bff.As("alice").RetrieveAsync(first.ConnectionId);
        var connection = await bff.As("alice").ShowConnectionAsync(first.ConnectionId);

        Assert.NotEqual(first.RetrievalId, second.RetrievalId);
        Assert.Equal(second.RetrievalId, connection.Json.GetProperty("lastRetrievalId").GetGuid());
    }

    [Fact]
    public async Task An_open_retrieval_that_is_given_up_is_superseded_and_polled_no_more()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        var given = await bff.As("alice").GiveUpAsync(pending.RetrievalId);
        var shown = await bff.As("alice").ShowAsync(pending.RetrievalId);
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal(204, given.Status);
        Assert.Empty(given.Text);
        Assert.Equal(410, shown.Status);
        Assert.Equal("superseded", shown.Code);
        Assert.Equal("retrieve", shown.NextAction);
        Assert.Empty(bff.Polls());
    }

    [Fact]
    public async Task Giving_up_twice_is_no_fault()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.As("alice").GiveUpAsync(pending.RetrievalId);

        var again = await bff.As("alice").GiveUpAsync(pending.RetrievalId);

        Assert.Equal(204, again.Status);
        Assert.Equal("superseded", (await bff.As("alice").ShowAsync(pending.RetrievalId)).Code);
    }

    [Fact]
    public async Task A_retrieval_that_is_given_up_while_a_call_is_out_keeps_no_data()
    {
        await using var bff = await BffHost.StartAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetail, afterWork: true);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId }, gate);
        var open = (await bff.As("alice").GetAsync("/api/v1/connections")).Json[0].GetProperty("openRetrievalId").GetGuid();

        await bff.As("alice").GiveUpAsync(open);
        gate.Open();
        await bff.RunDueAsync();

        Assert.Equal("superseded", (await bff.As("alice").ShowAsync(open)).Code);
        Assert.Empty(await bff.StoredResultsAsync());
    }

    [Fact]
    public async Task Giving_up_a_retrieval_that_has_ended_erases_its_data()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.PassAsync(RetrievalSteps.PollInterval);

        foreach (var retrievalId in new[] { ready.RetrievalId, pending.RetrievalId })
        {
            var erased = await bff.As("alice").GiveUpAsync(retrievalId);
            var shown = await bff.As("alice").ShowAsync(retrievalId);

            Assert.Equal(204, erased.Status);
            Assert.Equal(410, shown.Status);
            Assert.Equal("result_erased", shown.Code);
            Assert.Equal("retrieve", shown.NextAction);
        }

        Assert.Empty(await bff.StoredResultsAsync());
    }

    [Fact]
    public async Task After_giving_up_a_new_retrieval_can_start()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.As("alice").GiveUpAsync(pending.RetrievalId);

        var next = await bff.As("alice").RetrieveAsync(pending.ConnectionId);

        Assert.Equal(202, next.Status);
        Assert.NotEqual(pending.RetrievalId, next.RetrievalId);
    }
}
