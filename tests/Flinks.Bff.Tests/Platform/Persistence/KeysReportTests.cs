using System.Text;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>Keys that do not open take an instance away; a row that does not open is counted.</summary>
public sealed class KeysReportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_how_the_keys_stand()
    {
        using var certificates = new TestCertificates();
        var path = certificates.Make(expires: BffHost.Start.AddYears(1));
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["DataProtection:CertificatePath"] = path;
            settings["DataProtection:CertificatePassword"] = TestCertificates.Password;
        });

        var state = await ReadAsync(bff);

        Assert.Equal("CN=tests", state.CertificateSubject);
        Assert.Equal(BffHost.Start.AddYears(1), state.CertificateExpiresAt);
        Assert.Equal(new RingState(Keys: 1, Opening: 1, LiesOpen: false), state.Ring);
        Assert.Equal(BffHost.Start, state.LookupMadeAt);
        Assert.Equal((false, 0, 0L), (state.IsLookupChanging, state.KeptLookups, state.FailedOpens));
    }

    [Fact]
    public async Task Without_a_certificate_the_ring_lies_open()
    {
        await using var bff = await BffHost.StartAsync();

        var state = await ReadAsync(bff);

        Assert.Null(state.CertificateSubject);
        Assert.Null(state.CertificateExpiresAt);
        Assert.True(state.Ring.LiesOpen);
    }

    [Fact]
    public async Task A_row_that_does_not_open_is_counted_and_takes_no_instance_away()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.ReadAsync(db => db.Connections.ExecuteUpdateAsync(row => row.SetProperty(damaged => damaged.LoginSealed, new byte[64]), Token));

        await bff.As("alice").RetrieveAsync(linked.ConnectionId);

        Assert.Equal(200, await ReadyAsync(bff));
        Assert.True((await ReadAsync(bff)).FailedOpens > 0);
    }

    [Theory]
    [InlineData("not XML at all")]
    [InlineData("<key/>")]
    [InlineData("<key id=\"6d7e6051-1679-4112-a808-95a93ad10727\" version=\"1\"><creationDate>2026-01-01T00:00:00Z</creationDate><activationDate>2026-01-01T00:00:00Z</activationDate><expirationDate>2026-04-01T00:00:00Z</expirationDate><descriptor deserializerType=\"nonsense\"/></key>")]
    public async Task A_damaged_key_of_the_ring_takes_the_instance_away_and_the_others_go_on_opening(string damaged)
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        await PutAsync(bff, damaged);
        var running = await ReadyAsync(bff);
        await bff.RestartAsync();

        Assert.Equal((503, 503), (running, await ReadyAsync(bff)));
        Assert.Equal(200, (await bff.As("alice").RetrieveAsync(linked.ConnectionId)).Status);
        Assert.Equal((2, 1), ((await ReadAsync(bff)).Ring.Keys, (await ReadAsync(bff)).Ring.Opening));
    }

    [Fact]
    public async Task Without_its_lookup_key_nothing_new_is_linked_and_no_other_key_is_made()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.ReadAsync(db => db.Keys.Where(key => key.Name == "lookup").ExecuteDeleteAsync(Token));

        var known = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var unknown = await bff.As("alice").ConnectAsync(SimulatedLogins.Big.LoginId);

        Assert.Equal((200, linked.ConnectionId), (known.Status, known.ConnectionId));
        Assert.Equal((503, "upstream_unavailable"), (unknown.Status, unknown.Code));
        Assert.Empty(await bff.KeyNamesAsync());
    }

    [Fact]
    public async Task A_change_that_was_not_ended_shows()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await Assert.ThrowsAsync<OperationCanceledException>(() => bff.RekeyAsync(
            sentence => _ = sentence.Contains("lookup key is in force", StringComparison.Ordinal) ? throw new OperationCanceledException() : 0));

        Assert.True((await ReadAsync(bff)).IsLookupChanging);
        Assert.Equal(200, await ReadyAsync(bff));
    }

    private static Task<KeysState> ReadAsync(BffHost bff) => bff.Services.GetRequiredService<KeysReport>().ReadAsync(Token);

    private static async Task<int> ReadyAsync(BffHost bff) => (await bff.AsNobody().GetAsync("/health/ready")).Status;

    private static async Task PutAsync(BffHost bff, string key)
    {
        await using var db = bff.Database.Open();
        db.Keys.Add(new StoredKey { Name = "ring:damaged", Value = Encoding.UTF8.GetBytes(key), CreatedAt = BffHost.Start });
        await db.SaveChangesAsync(Token);
    }
}
