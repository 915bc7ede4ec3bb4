using System.Text.Json;
using Flinks.Bff.Audit;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Audit;

/// <summary>Who did what is written down with what it tells of.</summary>
public sealed class AuditTrailTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task The_life_of_a_connection_is_told_from_link_to_erasure()
    {
        await using var bff = await BffHost.StartAsync();
        var alice = bff.As("alice");
        var asked = await alice.ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
        await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resume-url");
        await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resumed");
        await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers", new { answers = new Dictionary<string, string[]> { ["What city were you born in?"] = ["Montreal"] } });
        await alice.DeleteAsync($"/api/v1/retrievals/{asked.RetrievalId}");
        await alice.DeleteAsync($"/api/v1/connections/{asked.ConnectionId}");

        var story = await bff.StoryOfAsync(asked.ConnectionId);

        // The address stands in the first answer, in the one that was asked for, and in that to the person who came back without an answer.
        Assert.Equal(
            [
                "connectionLinked", "liveRetrievalStarted", "resumeUrlGiven", "resumeUrlGiven", "retrievalResumed", "resumeUrlGiven", "mfaAnswered",
                "retrievalGivenUp", "deletionAsked", "deletionConfirmed", "connectionErased",
            ],
            story);
    }

    [Fact]
    public async Task An_entry_names_who_and_what_and_nothing_of_the_person()
    {
        await using var bff = await BffHost.StartAsync();
        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });

        var started = (await bff.ReadTrailAsync("action=liveRetrievalStarted")).Single();

        Assert.Equal(["id", "at", "actor", "actorKind", "action", "connectionId", "retrievalId", "deletionId", "outcome", "traceId"], started.Members());
        Assert.Equal(("user", "done"), (started.Text("actorKind"), started.Text("outcome")));
        Assert.Equal((answer.ConnectionId, answer.RetrievalId), (started.GetProperty("connectionId").GetGuid(), started.GetProperty("retrievalId").GetGuid()));
        Assert.Equal(BffHost.Start, started.GetProperty("at").GetDateTimeOffset());
        Assert.Matches("^[0-9a-f]{16}$", started.Text("actor"));
        Assert.Equal(answer.Headers["X-Trace-Id"], started.Text("traceId"));
        var all = string.Concat((await bff.ReadTrailAsync()).Select(entry => entry.GetRawText()));
        Assert.DoesNotContain("alice", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain($"{SimulatedLogins.MfaQuestion.LoginId}", all, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task One_person_is_the_same_actor_everywhere_and_another_is_not()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoTransactions.LoginId);
        await bff.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId);

        var actors = (await bff.ReadTrailAsync("action=connectionLinked")).Select(entry => entry.Text("actor")).ToList();

        Assert.Equal((3, 2), (actors.Count, actors.Distinct().Count()));
    }

    [Fact]
    public async Task A_cached_read_is_no_entry()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var before = await bff.StoryOfAsync(linked.ConnectionId);

        await bff.As("alice").RetrieveAsync(linked.ConnectionId);
        await bff.As("alice").GetAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.Equal(["connectionLinked"], before);
        Assert.Equal(before, await bff.StoryOfAsync(linked.ConnectionId));
    }

    [Fact]
    public async Task A_claim_that_is_refused_is_told_with_the_reason()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Connections:ClaimsPerHour"] = "1");
        await bff.As("alice").ConnectAsync(Login);

        await bff.As("mallory").ConnectAsync(Login);
        await bff.As("mallory").ConnectAsync(SimulatedLogins.Big.LoginId);

        var refused = await bff.ReadTrailAsync("action=claimRefused");
        Assert.Equal(["rate_limited", "login_not_proved"], refused.Select(entry => entry.Text("outcome")));
        Assert.All(refused, entry => Assert.Equal(JsonValueKind.Null, entry.GetProperty("connectionId").ValueKind));
    }

    [Fact]
    public async Task A_shared_login_is_linked_when_it_is_proved()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);

        var bobs = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal(["connectionLinked"], await bff.StoryOfAsync(bobs.ConnectionId));
    }

    [Fact]
    public async Task A_proof_that_fails_is_a_refused_claim()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("mallory").StartConnectSessionAsync();

        var refused = await bff.As("mallory").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal(409, refused.Status);
        var told = Assert.Single(await bff.ReadTrailAsync("action=claimRefused"));
        Assert.Equal("login_not_proved", told.Text("outcome"));
        Assert.Single(await bff.ReadTrailAsync("action=connectionLinked"));
    }

    [Fact]
    public async Task A_deletion_that_Flinks_confirms_later_is_told_when_it_does()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        var pending = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        var before = await bff.StoryOfAsync(linked.ConnectionId);

        await bff.PassToDeletionsAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(["connectionLinked", "deletionAsked"], before);
        Assert.Equal(["connectionLinked", "deletionAsked", "deletionConfirmed", "connectionErased"], await bff.StoryOfAsync(linked.ConnectionId));
        var confirmed = Assert.Single(await bff.ReadTrailAsync("action=deletionConfirmed"));
        Assert.Equal(("system", JsonValueKind.Null), (confirmed.Text("actorKind"), confirmed.GetProperty("actor").ValueKind));
        Assert.Equal(pending.Json.GetProperty("deletionId").GetGuid(), confirmed.GetProperty("deletionId").GetGuid());
        Assert.Equal(bff.Clock.GetUtcNow(), confirmed.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Entries_are_erased_when_their_time_is_over()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        await using (var db = bff.Database.Open())
        {
            AuditNote.BySystem(AuditAction.DeletionConfirmed, BffHost.Start.AddDays(-366)).AddTo(db);
            AuditNote.BySystem(AuditAction.DeletionConfirmed, BffHost.Start.AddDays(-364)).AddTo(db);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await bff.SweepAsync();

        Assert.Equal([BffHost.Start, BffHost.Start.AddDays(-364)], await bff.ReadAsync(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.At).ToListAsync()));
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_or_erase_an_entry()
    {
        await using var bff = await BffHost.StartAsync();
        await using var db = bff.Database.Open();
        AuditNote.BySystem(AuditAction.DeletionConfirmed, new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero)).AddTo(db);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        var changing = await Record.ExceptionAsync(() =>
            db.AuditEntries.ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Outcome, "other"), TestContext.Current.CancellationToken));
        var erasing = await Record.ExceptionAsync(() => db.AuditEntries.ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Audit entries", $"{changing}", StringComparison.Ordinal);
        Assert.Contains("Audit entries", $"{erasing}", StringComparison.Ordinal);
        Assert.Equal("done", (await db.AuditEntries.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).Outcome);
    }
}
