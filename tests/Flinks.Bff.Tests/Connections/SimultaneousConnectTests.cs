using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Connections;

public sealed class SimultaneousConnectTests
{
    private const int Callers = 12;

    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task One_user_who_calls_twice_at_once_gets_one_connection_read_cached()
    {
        await using var bff = await BffHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => bff.As("alice").ConnectAsync(Login, new { freshness = "cached" }))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers.Select(answer => answer.ConnectionId).Distinct());
        Assert.Single(await bff.As("alice").ListConnectionsAsync());
    }

    [Fact]
    public async Task Nobody_is_sent_a_code_because_two_calls_came_at_once()
    {
        await using var bff = await BffHost.StartAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize, times: Callers);

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => bff.As("alice").ConnectAsync(Login, null, BffSteps.AtOnce))));
        gate.Open();
        await bff.SettleAsync();

        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        Assert.Single(answers.Select(answer => answer.RetrievalId).Distinct());
        Assert.True(Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.Authorize)).MostRecentCached);
    }

    [Fact]
    public async Task Of_several_users_who_come_at_once_only_the_first_needs_no_proof()
    {
        await using var bff = await BffHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => bff.As($"user-{caller}").ConnectAsync(Login))));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(Callers - 1, answers.Count(answer => answer.Status == 409 && answer.Code == "login_not_proved"));
        Assert.Equal(1, await bff.ReadAsync(db => db.Connections.CountAsync()));
    }

    [Fact]
    public async Task Several_sessions_at_once_do_not_get_past_the_proof()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var sessions = new List<Guid>();
        for (var caller = 0; caller < Callers; caller++)
        {
            sessions.Add(await bff.As("mallory").StartConnectSessionAsync());
        }

        var answers = await Task.WhenAll(sessions.Select(session => Task.Run(() => bff.As("mallory").ConnectAsync(Login, new { connectSessionId = session }))));

        Assert.All(answers, answer => Assert.Equal(409, answer.Status));
        Assert.Empty(await bff.As("mallory").ListConnectionsAsync());
    }

    [Fact]
    public async Task One_session_at_once_proves_one_attempt()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bff.As("bob").ConnectAsync(Login, new { connectSessionId = session }))));

        Assert.Contains(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 409 }));
        Assert.Single(await bff.As("bob").ListConnectionsAsync());
    }
}
