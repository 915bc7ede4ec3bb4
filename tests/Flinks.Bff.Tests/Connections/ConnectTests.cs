using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Connections;

public sealed class ConnectTests
{
    [Fact]
    public async Task A_new_login_answers_with_its_cached_data()
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal(200, answer.Status);
        Assert.Equal("ready", answer.State);
        Assert.Equal("cached", answer.Json.GetProperty("source").GetString());
        Assert.NotEqual(0, answer.Json.GetProperty("accounts").GetArrayLength());
        Assert.Equal("none", answer.NextAction);
    }

    [Fact]
    public async Task Data_that_are_not_ready_are_polled_for()
    {
        await using var bff = await BffHost.StartAsync();

        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        var ready = await bff.As("alice").GetAsync(pending.NextUrl!);

        Assert.Equal(202, pending.Status);
        Assert.Equal("collecting", pending.State);
        Assert.Equal(200, ready.Status);
    }

    [Fact]
    public async Task A_live_refresh_that_meets_a_challenge_answers_with_a_signed_address()
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });

        Assert.Equal(203, answer.Status);
        Assert.Equal("mfaRequired", answer.State);
        Assert.Equal("OPEN", answer.NextMethod);
        Assert.StartsWith(TestSettings.ConnectBase, answer.NextUrl, StringComparison.Ordinal);
    }
}
