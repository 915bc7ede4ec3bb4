using Flinks.Simulator.Calls;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Calls;

public sealed class CallLogTests : SimulatorTest
{
    [Fact]
    public async Task A_call_is_kept_with_what_it_asked_and_what_it_got()
    {
        var token = await Caller.TokenAsync();
        var reply = await Caller.AuthorizeAsync(new { SimulatedLogins.NoMfa.LoginId, MostRecentCached = true }, token);

        var call = Assert.Single(Flinks.Calls.To(FlinksEndpoint.Authorize));

        Assert.Equal((SimulatedLogins.NoMfa.LoginId, true, token, 200), (call.LoginId, call.MostRecentCached, call.AuthKey, call.Status));
        Assert.Equal(200, reply.Status);
    }

    [Fact]
    public async Task A_data_call_knows_whose_session_it_is()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);
        await Caller.DetailAsync(new { session.RequestId, DaysOfTransactions = "Days365" });

        var call = Assert.Single(Flinks.Calls.To(FlinksEndpoint.GetAccountsDetail));

        Assert.Equal((SimulatedLogins.NoMfa.LoginId, session.RequestId, "Days365"), (call.LoginId, call.RequestId, call.Detail?.DaysOfTransactions));
        Assert.Equal(Flinks.Options.ApiKey, call.ApiKey);
        Assert.Equal(2, Flinks.Calls.Of(SimulatedLogins.NoMfa.LoginId).Count);
    }

    [Fact]
    public async Task An_address_that_Flinks_does_not_have_is_not_found_and_kept()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v3/{Flinks.Options.CustomerId}/BankingServices/GetPony");

        var reply = await Caller.SendAsync(request);

        Assert.Equal(404, reply.Status);
        Assert.EndsWith("GetPony", Assert.Single(Flinks.Calls.To(FlinksEndpoint.Unknown)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_forgets_calls_sessions_tokens_and_new_logins()
    {
        await Caller.ConnectAsync("greatday_nomfa");
        await Caller.DeleteAsync(SimulatedLogins.NoMfa.LoginId);
        var token = Flinks.IssueToken();

        Flinks.Reset();

        Assert.Empty(Flinks.Calls.All);
        Assert.Equal(SimulatedLogins.All.Count, Flinks.Logins.Count);
        Assert.Equal(401, (await Caller.AuthorizeAsync(new { SimulatedLogins.NoMfa.LoginId, MostRecentCached = true }, token)).Status);
    }
}
