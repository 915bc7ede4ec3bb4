using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.ConnectSessions.Events;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Connections;

public sealed class ErasureTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfaPending.LoginId;

    [Fact]
    public async Task Nothing_but_the_receipt_stays()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(Login);
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        var session = await bff.As("alice").StartConnectSessionAsync(new { connectionId = pending.ConnectionId });
        var results = await bff.ReadAsync(db => db.Results.CountAsync());

        var deleted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{pending.ConnectionId}");

        Assert.Equal((1, 204), (results, deleted.Status));
        Assert.False(await bff.ReadAsync(db => db.Connections.AnyAsync()));
        Assert.False(await bff.ReadAsync(db => db.Retrievals.AnyAsync()));
        Assert.False(await bff.ReadAsync(db => db.Results.AnyAsync()));
        Assert.False(await bff.ReadAsync(db => db.TimelineEntries.AnyAsync()));
        Assert.Null((await bff.ReadAsync(db => db.ConnectSessions.SingleAsync(row => row.Id == new ConnectSessionId(session)))).Repairs);
        var receipt = await bff.ReadAsync(db => db.Deletions.SingleAsync());
        Assert.Null(receipt.LoginHash);
        Assert.Null(receipt.LoginSealed);
        Assert.Null(receipt.NextStepAt);
    }

    [Fact]
    public async Task What_mentions_a_deleted_connection_is_what_the_readme_lists()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(session, "APP_MOUNTED", "REDIRECT");
        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session }, ("Idempotency-Key", "key-of-alice"));
        await bff.As("alice").SayAsync(session, "APP_RESIZE");
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        var mentions = await MentionsAsync(bff, linked.ConnectionId);
        var before = await TablesAsync(bff, mentions);

        var deleted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        var after = await TablesAsync(bff, mentions);
        bff.Clock.Advance(TimeSpan.FromHours(25));
        await bff.SweepAsync();

        Assert.Equal(204, deleted.Status);
        Assert.Equal(["AuditEntries", "ConnectSessions", "Connections", "IdempotencyKeys", "Results", "Retrievals", "TimelineEntries", "WebhookDeliveries"], before);
        Assert.Equal(["AuditEntries", "Deletions", "IdempotencyKeys"], after);
        Assert.False(await bff.ReadAsync(db => db.TimelineEntries.AnyAsync()));
        Assert.Equal(["AuditEntries", "Deletions"], await TablesAsync(bff, mentions));
    }

    [Fact]
    public async Task On_SQLite_what_was_erased_is_overwritten_in_the_file()
    {
        Assert.SkipUnless(TestedProvider.Current == DatabaseProvider.Sqlite, "Other databases keep what was erased until they use its room again; see the README.");
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(Login);
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        var sealedBytes = new Needles();
        sealedBytes.Add("the sealed login", await bff.ReadAsync(db => db.Connections.Select(row => row.LoginSealed).SingleAsync()));
        sealedBytes.Add("the sealed data", await bff.ReadAsync(db => db.Results.Select(row => row.Sealed).SingleAsync()) is { } data ? data[^512..] : []);
        await bff.EmptyLogAsync();
        var before = sealedBytes.FoundIn(await bff.Database.DumpAsync());

        await bff.As("alice").DeleteAsync($"/api/v1/connections/{pending.ConnectionId}");
        await bff.EmptyLogAsync();

        Assert.NotEmpty(before);
        Assert.Empty(sealedBytes.FoundIn(await bff.Database.DumpAsync()));
    }

    [Fact]
    public async Task Until_Flinks_confirms_only_what_it_has_to_be_asked_with_stays()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));

        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.False(await bff.ReadAsync(db => db.Connections.AnyAsync()));
        Assert.False(await bff.ReadAsync(db => db.Retrievals.AnyAsync()));
        Assert.NotNull((await bff.ReadAsync(db => db.Deletions.SingleAsync())).LoginSealed);
    }

    [Fact]
    public async Task Where_a_co_owner_stays_the_receipt_is_done_at_once_and_keeps_no_login()
    {
        await using var bff = await BffHost.StartAsync();
        var login = SimulatedLogins.NoMfa.LoginId;
        var alices = await bff.As("alice").ConnectAsync(login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(login);
        await bff.As("bob").ConnectAsync(login, new { connectSessionId = session });

        await bff.As("alice").DeleteAsync($"/api/v1/connections/{alices.ConnectionId}");

        var receipt = await bff.ReadAsync(db => db.Deletions.SingleAsync());
        Assert.Null(receipt.LoginSealed);
        Assert.NotNull(receipt.ErasedAt);
        Assert.Null(receipt.UpstreamConfirmedAt);
    }

    [Fact]
    public async Task The_late_result_of_a_retrieval_under_way_is_dropped()
    {
        await using var bff = await BffHost.StartAsync();
        var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetail);
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, BffSteps.AtOnce);
        await gate.Arrived;

        var deleted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{pending.ConnectionId}");
        gate.Open();
        await bff.SettleAsync();

        Assert.Equal(204, deleted.Status);
        Assert.Equal(404, (await bff.As("alice").GetAsync(pending.NextUrl!)).Status);
        Assert.False(await bff.ReadAsync(db => db.Retrievals.AnyAsync()));
        Assert.False(await bff.ReadAsync(db => db.Results.AnyAsync()));
        Assert.False(await bff.ReadAsync(db => db.Connections.AnyAsync()));
    }

    [Fact]
    public async Task An_open_challenge_goes_with_its_connection()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });

        var deleted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{asked.ConnectionId}");

        Assert.Equal(204, deleted.Status);
        Assert.Equal(404, (await bff.As("alice").PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resume-url")).Status);
        Assert.False(await bff.ReadAsync(db => db.Retrievals.AnyAsync()));
    }

    [Fact]
    public async Task A_login_linked_anew_is_a_new_connection()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{first.ConnectionId}");
        bff.Flinks.Seed(SimulatedLogins.NoMfa);

        var second = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal((200, "cached"), (second.Status, second.Json.GetProperty("source").GetString()));
        Assert.NotEqual(first.ConnectionId, second.ConnectionId);
    }

    /// <summary>All by which the connection, or its login, could be told in a row.</summary>
    private static Task<Needles> MentionsAsync(BffHost bff, Guid connection) => bff.ReadAsync(async db =>
    {
        var mentions = new Needles();
        mentions.Add("the connection", connection);
        mentions.Add("the login", Login);
        mentions.Add("the login's hash", await db.Connections.Select(row => row.LoginHash).SingleAsync());
        mentions.Add("the sealed login", await db.Connections.Select(row => row.LoginSealed).SingleAsync());
        foreach (var retrieval in await db.Retrievals.Select(row => row.Id).ToListAsync())
        {
            mentions.Add("a retrieval", retrieval.Value);
        }

        return mentions;
    });

    private static async Task<string[]> TablesAsync(BffHost bff, Needles mentions) =>
        [.. (await bff.Database.RowsAsync()).Where(row => mentions.FoundIn(row.Bytes).Length > 0).Select(row => row.Table).Distinct().Order(StringComparer.Ordinal)];
}
