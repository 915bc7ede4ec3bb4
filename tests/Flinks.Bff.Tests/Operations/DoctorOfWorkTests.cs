using Flinks.Bff.Audit;
using Flinks.Bff.Operations.Doctor;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Bff.Platform.Settings;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Operations;

/// <summary>What the doctor reads out of the work that is done, and of that which is not.</summary>
public sealed class DoctorOfWorkTests
{
    [Fact]
    public async Task Whether_Resume_is_switched_on_nobody_knows_at_first()
    {
        await using var bff = await BffHost.StartAsync();

        var finding = (await bff.ExamineAsync())["resume"];

        Assert.Equal(Verdict.Unknown, finding.Verdict);
        Assert.Contains("Ask Flinks", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_came_back_with_data_shows_that_Resume_is_switched_on()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(1));
        await bff.AnswerInWidgetAsync(asked);
        await bff.As("alice").ResumedAsync(asked.RetrievalId);

        var finding = (await bff.ExamineAsync())["resume"];

        Assert.Equal((Verdict.Ok, true), (finding.Verdict, finding.Text.Contains("2026-03-02 14:01:00Z", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(9, Verdict.Unknown)]
    [InlineData(10, Verdict.Warning)]
    public async Task Many_who_were_sent_and_none_who_came_back_speak_against_it(int sent, Verdict verdict)
    {
        await using var bff = await BffHost.StartAsync();
        await using (var db = bff.Database.Open())
        {
            foreach (var retrieval in Enumerable.Range(0, sent).Select(_ => new RetrievalId(Guid.NewGuid())))
            {
                (AuditNote.ByUser(new byte[32], AuditAction.ResumeUrlGiven, BffHost.Start) with { RetrievalId = retrieval }).AddTo(db);
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(verdict, (await bff.ExamineAsync())["resume"].Verdict);
    }

    [Fact]
    public async Task What_is_due_and_not_done_is_told()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Clock.Advance(TimeSpan.FromSeconds(20));
        var well = (await bff.ExamineAsync())["backlog"];
        bff.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = (await bff.ExamineAsync())["backlog"];
        bff.Clock.Advance(TimeSpan.FromMinutes(20));
        var stuck = (await bff.ExamineAsync())["backlog"];

        Assert.Equal((Verdict.Ok, Verdict.Warning, Verdict.Broken), (well.Verdict, late.Verdict, stuck.Verdict));
    }

    [Fact]
    public async Task An_instance_that_fell_silent_is_told()
    {
        await using var bff = await BffHost.StartAsync();
        await using (var db = bff.Database.Open())
        {
            db.Instances.Add(new Instance { Id = Guid.NewGuid(), SeenAt = BffHost.Start - Neighbours.SilentFor - TimeSpan.FromSeconds(1) });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var finding = (await bff.ExamineAsync())["instances"];

        Assert.Equal(TestedProvider.Current == DatabaseProvider.Sqlite ? Verdict.Ok : Verdict.Warning, finding.Verdict);
    }

    [Fact]
    public async Task Webhooks_that_never_come_are_told_with_the_address_they_should_come_to()
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["Flinks:Delivery"] = "Webhook";
            settings["Webhooks:Keys:0"] = WebhookSteps.Key;
            settings["Bff:PublicUrl"] = "https://bff.example.test/";
        });
        var before = (await bff.ExamineAsync())["webhooks"];
        await bff.ReceiveAsync("{\"ResponseType\":\"KYC\"}"u8.ToArray());

        var after = (await bff.ExamineAsync())["webhooks"];

        Assert.Equal(Verdict.Warning, before.Verdict);
        Assert.Contains("https://bff.example.test/webhooks/flinks", before.Advice, StringComparison.Ordinal);
        Assert.Equal((Verdict.Ok, "The last one came at 2026-03-02 14:00:00Z."), (after.Verdict, after.Text));
    }

    [Theory]
    [InlineData(null, Verdict.Ok)]
    [InlineData("203.0.113.7", Verdict.Warning)]
    public async Task A_proxy_that_is_not_believed_is_told(string? forwardedFor, Verdict verdict)
    {
        await using var bff = await BffHost.StartAsync();

        var findings = forwardedFor is null ? await bff.ExamineAsync() : await bff.ExamineAsync(("X-Forwarded-For", forwardedFor));

        Assert.Equal(verdict, findings["proxy"].Verdict);
    }
}
