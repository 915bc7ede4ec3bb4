using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Connections;

/// <summary>Until the proof of a shared login has come, its connection is not there.</summary>
public sealed class HiddenClaimTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task While_the_proof_is_out_the_connection_is_hidden()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await SharedAsync(bff);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);

        var pending = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session }, BffSteps.AtOnce);
        var hidden = await bff.As("bob").GetAsync($"/api/v1/connections/{pending.ConnectionId}");
        var retrieval = await bff.As("bob").GetAsync(pending.NextUrl!);
        var another = await bff.As("bob").RetrieveAsync(pending.ConnectionId);
        var deletion = await bff.As("bob").DeleteAsync($"/api/v1/connections/{pending.ConnectionId}");

        Assert.Equal((202, "authorizing", "poll"), (pending.Status, pending.State, pending.NextAction));
        Assert.Equal((404, 404, 404), (hidden.Status, another.Status, deletion.Status));
        Assert.Equal(202, retrieval.Status);
        Assert.Empty(await bff.As("bob").ListConnectionsAsync());
    }

    [Fact]
    public async Task Once_proved_the_connection_is_shown_and_its_data_are_kept_for_who_asks()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await SharedAsync(bff);
        var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var pending = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session }, BffSteps.AtOnce);

        gate.Open();
        await bff.SettleAsync();
        var data = await bff.As("bob").GetAsync(pending.NextUrl!);

        Assert.Equal(200, data.Status);
        Assert.Equal([pending.ConnectionId], await bff.As("bob").ListConnectionsAsync());
    }

    [Fact]
    public async Task A_proved_login_whose_data_take_time_is_shown_meanwhile()
    {
        await using var bff = await BffHost.StartAsync();
        var login = SimulatedLogins.NoMfaPending.LoginId;
        await bff.As("alice").ConnectAsync(login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(login);

        var pending = await bff.As("bob").ConnectAsync(login, new { connectSessionId = session });

        Assert.Equal((202, "collecting"), (pending.Status, pending.State));
        Assert.Equal([pending.ConnectionId], await bff.As("bob").ListConnectionsAsync());
    }

    [Fact]
    public async Task A_second_call_joins_the_proof_that_is_out()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await SharedAsync(bff);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);

        var first = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session }, BffSteps.AtOnce);
        var second = await bff.As("bob").ConnectAsync(Login, null, BffSteps.AtOnce);

        Assert.Equal((202, first.RetrievalId), (second.Status, second.RetrievalId));
    }

    [Theory]
    [InlineData(401, "RETRY_LATER", "institution_unavailable")]
    [InlineData(401, "TOO_MANY_REQUESTS", "upstream_busy")]
    [InlineData(500, "AGGREGATION_ERROR", "upstream_failed")]
    public async Task Passing_trouble_of_the_proof_is_told_as_what_it_is(int status, string flinksCode, string code)
    {
        await using var bff = await BffHost.StartAsync();
        var session = await SharedAsync(bff);
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(status, flinksCode));

        var trouble = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal((503, code), (trouble.Status, trouble.Code));
        Assert.Empty(await bff.As("bob").ListConnectionsAsync());
    }

    [Fact]
    public async Task After_passing_trouble_a_new_session_proves_the_login()
    {
        await using var bff = await BffHost.StartAsync();
        var spent = await SharedAsync(bff);
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(500, "AGGREGATION_ERROR"));
        await bff.As("bob").ConnectAsync(Login, new { connectSessionId = spent });

        var refused = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = spent });
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        var proved = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal((409, 200), (refused.Status, proved.Status));
        Assert.Equal([proved.ConnectionId], await bff.As("bob").ListConnectionsAsync());
    }

    [Fact]
    public async Task A_busy_login_is_proved_when_it_is_free_again()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await SharedAsync(bff);
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(401, "CARD_IN_USE"));

        var busy = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });
        var meanwhile = await bff.As("bob").ListConnectionsAsync();
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        var data = await bff.As("bob").GetAsync(busy.NextUrl!);

        Assert.Equal((202, "busy"), (busy.Status, busy.State));
        Assert.Empty(meanwhile);
        Assert.Equal(200, data.Status);
        Assert.Equal([busy.ConnectionId], await bff.As("bob").ListConnectionsAsync());
    }

    [Fact]
    public async Task A_claim_that_was_never_proved_is_erased_after_a_day()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        bff.Clock.Advance(TimeSpan.FromHours(25));
        await bff.SweepAsync();

        Assert.Equal(1, await bff.ReadAsync(db => db.Connections.CountAsync()));
        Assert.Equal(1, await bff.ReadAsync(db => db.Retrievals.CountAsync()));
        Assert.Single(await bff.As("alice").ListConnectionsAsync());
    }

    /// <summary>Alice holds the login; Bob has just signed in at its bank.</summary>
    private static async Task<Guid> SharedAsync(BffHost bff)
    {
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        return session;
    }
}
