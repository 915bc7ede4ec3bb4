using System.Text.Json;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Faults;

public sealed class FaultTests : SimulatorTest
{
    [Fact]
    public async Task A_scripted_answer_is_given_as_often_as_told()
    {
        Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(401, "TOO_MANY_REQUESTS", TimeSpan.FromSeconds(7)), times: 2);

        var replies = new[]
        {
            await Caller.CachedAsync(SimulatedLogins.NoMfa),
            await Caller.CachedAsync(SimulatedLogins.NoMfa),
            await Caller.CachedAsync(SimulatedLogins.NoMfa),
        };

        Assert.Equal([401, 401, 200], replies.Select(reply => reply.Status));
        Assert.Equal(TimeSpan.FromSeconds(7), replies[0].RetryAfter);
    }

    [Fact]
    public async Task A_fault_may_be_meant_for_one_login()
    {
        Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(500, "AGGREGATION_ERROR") with { LoginId = SimulatedLogins.NoMfa.LoginId });

        Assert.Equal(200, (await Caller.CachedAsync(SimulatedLogins.Big)).Status);
        Assert.Equal(500, (await Caller.CachedAsync(SimulatedLogins.NoMfa)).Status);
    }

    [Fact]
    public async Task A_gateway_page_is_not_JSON()
    {
        Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, Fault.Html());

        await Assert.ThrowsAsync<JsonException>(() => Caller.DetailAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task A_call_is_held_until_the_gate_opens()
    {
        using var gate = Flinks.Faults.Hold(FlinksEndpoint.Authorize);

        var call = Caller.CachedAsync(SimulatedLogins.NoMfa);
        await gate.Arrived.WaitAsync(RunningSimulator.Cancelled);
        Assert.False(call.IsCompleted);
        gate.Open();

        Assert.Equal(200, (await call).Status);
    }

    [Fact]
    public async Task A_delayed_answer_comes_when_the_clock_reaches_it()
    {
        Flinks.Faults.Next(FlinksEndpoint.GenerateAuthorizeToken, new Fault.Delayed(TimeSpan.FromMinutes(3)));

        var call = Caller.TokenAsync();
        await Simulator.Clock.TimerSetAsync().WaitAsync(RunningSimulator.Cancelled);
        Simulator.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.NotEmpty(await call);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_work_done()
    {
        var before = Flinks.FindLogin(SimulatedLogins.NoMfa.LoginId)?.LastRefresh;
        Flinks.Faults.Next(FlinksEndpoint.Authorize, new Fault.Abort { AfterWork = true });

        await Assert.ThrowsAnyAsync<Exception>(() => Caller.LiveAsync(SimulatedLogins.NoMfa));

        Assert.True(Flinks.FindLogin(SimulatedLogins.NoMfa.LoginId)?.LastRefresh > before);
    }

    [Fact]
    public async Task A_cut_connection_leaves_the_work_undone()
    {
        var before = Flinks.FindLogin(SimulatedLogins.NoMfa.LoginId)?.LastRefresh;
        Flinks.Faults.Next(FlinksEndpoint.Authorize, new Fault.Abort());

        await Assert.ThrowsAnyAsync<Exception>(() => Caller.LiveAsync(SimulatedLogins.NoMfa));

        Assert.Equal(before, Flinks.FindLogin(SimulatedLogins.NoMfa.LoginId)?.LastRefresh);
    }

    [Fact]
    public async Task A_truncated_answer_breaks_off()
    {
        Flinks.Faults.Next(FlinksEndpoint.Authorize, new Fault.Truncated());

        await Assert.ThrowsAnyAsync<Exception>(() => Caller.CachedAsync(SimulatedLogins.NoMfa));
    }

    [Fact]
    public async Task A_hanging_call_ends_when_the_caller_gives_up()
    {
        Flinks.Faults.Next(FlinksEndpoint.GenerateAuthorizeToken, new Fault.Hang());
        using var patience = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/{Flinks.Options.CustomerId}/BankingServices/GenerateAuthorizeToken");

        var call = Simulator.Http.SendAsync(request, patience.Token);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_huge_answer_has_the_size_told()
    {
        Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, new Fault.HugeBody(3_000_000));

        Assert.Equal(3_000_000, (await Caller.DetailAsync(Guid.NewGuid())).Raw.Length);
    }
}
