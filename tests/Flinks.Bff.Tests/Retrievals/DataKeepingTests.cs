using System.Text;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>How long data are kept, and where.</summary>
public sealed class DataKeepingTests
{
    private static readonly TimeSpan AccountData = TimeSpan.FromHours(1);

    [Fact]
    public async Task Data_that_a_waiting_caller_got_are_never_written_to_disk()
    {
        await using var bff = await BffHost.StartAsync();

        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal(200, ready.Status);
        Assert.Empty(await bff.StoredResultsAsync());
    }

    [Fact]
    public async Task They_can_be_read_again_for_a_while()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        bff.Clock.Advance(RetrievalSteps.FreshFor - TimeSpan.FromSeconds(1));
        var within = await bff.As("alice").ShowAsync(ready.RetrievalId);
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        var after = await bff.As("alice").ShowAsync(ready.RetrievalId);

        Assert.Equal(200, within.Status);
        Assert.Equal("cached", within.Source());
        Assert.Equal(410, after.Status);
        Assert.Equal("result_erased", after.Code);
        Assert.Equal("retrieve", after.NextAction);
        Assert.Equal($"/api/v1/connections/{ready.ConnectionId}/retrievals", after.NextUrl);
    }

    [Fact]
    public async Task They_are_gone_with_the_instance()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        await bff.RestartAsync();

        Assert.Equal("result_erased", (await bff.As("alice").ShowAsync(ready.RetrievalId)).Code);
    }

    [Fact]
    public async Task Another_instance_does_not_have_them()
    {
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var shown = await another.As("alice").ShowAsync(ready.RetrievalId);

        Assert.Equal("result_erased", shown.Code);
    }

    [Fact]
    public async Task Data_that_nobody_waited_for_are_kept_sealed_through_a_restart()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await CollectAloneAsync(bff);

        await bff.RestartAsync();
        var shown = await bff.As("alice").ShowAsync(ready);

        var stored = Assert.Single(await bff.StoredResultsAsync());
        Assert.Equal(200, shown.Status);
        Assert.DoesNotContain("Chequing", Encoding.UTF8.GetString(stored.Sealed), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(bff.Clock.GetUtcNow() + AccountData, stored.ErasesAt);
    }

    [Fact]
    public async Task Data_that_come_when_a_caller_with_a_key_has_hung_up_are_kept_for_their_return()
    {
        await using var bff = await BffHost.StartAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetail);
        using var hangUp = new CancellationTokenSource();
        var posting = bff.As("alice").HangingUp(hangUp.Token).ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, ("Idempotency-Key", "a-key"));
        await gate.Arrived.WaitAsync(TestContext.Current.CancellationToken);

        await hangUp.CancelAsync();
        gate.Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
        await bff.SettleAsync();

        Assert.Single(await bff.StoredResultsAsync());
    }

    [Fact]
    public async Task Data_that_nobody_waited_for_are_kept_until_their_time_is_up_and_erased_by_the_sweep()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await CollectAloneAsync(bff);
        bff.Clock.Advance(AccountData - TimeSpan.FromSeconds(1));
        await bff.SweepAsync();
        var within = await bff.As("alice").ShowAsync(ready);

        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        var after = await bff.As("alice").ShowAsync(ready);
        var before = await bff.StoredResultsAsync();
        await bff.SweepAsync();

        Assert.Equal(200, within.Status);
        Assert.Equal("result_erased", after.Code);
        Assert.Single(before);
        Assert.Empty(await bff.StoredResultsAsync());
        Assert.Equal("result_erased", (await bff.As("alice").ShowAsync(ready)).Code);
    }

    [Fact]
    public async Task Sealed_data_serve_as_a_fresh_result_after_a_restart()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await CollectAloneAsync(bff);
        await bff.RestartAsync();

        var stored = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        Assert.Equal("stored", stored.Source());
        Assert.Equal(ready, stored.RetrievalId);
    }

    [Fact]
    public async Task Nothing_of_the_data_lies_open_in_the_database()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").MeetChallengeAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await CollectAloneAsync(bff);

        var text = Encoding.Latin1.GetString(await bff.Database.DumpAsync());

        Assert.DoesNotContain("Chequing", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("What city were you born in", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(SimulatedLogins.NoMfa.LoginId.ToString(), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Encoding.Latin1.GetString(SimulatedLogins.NoMfa.LoginId.ToByteArray()), text, StringComparison.Ordinal);
    }

    /// <summary>Data come by a poll that no caller waits for.</summary>
    private static async Task<Guid> CollectAloneAsync(BffHost bff)
    {
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        return pending.RetrievalId;
    }
}
