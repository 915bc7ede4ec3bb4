using Flinks.Bff.ClusterTests.Evidence;
using Flinks.Bff.Tests.Hosting.Databases;

namespace Flinks.Bff.ClusterTests.Instances;

/// <summary>Three hosts on one PostgreSQL, of which one dies, one stands still for longer than its lease, and the database goes away twice.</summary>
[Collection(ClusterCollection.Name)]
public sealed class OutageTests
{
    /// <summary>More than a lease lasts, 30 s, and more than is left of one that has just been renewed.</summary>
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(36);

    [Fact]
    public async Task No_retrieval_is_worked_on_by_two_and_every_one_ends()
    {
        Assert.SkipWhen(PostgreSqlServer.Absence is not null, PostgreSqlServer.Absence ?? "");
        await using var run = await OutageRun.StartAsync();
        var (survives, dies, pauses) = (run.Hosts[0], run.Hosts[1], run.Hosts[2]);

        await run.BeginAsync();
        await pauses.PauseAsync();
        var pause = Task.Delay(LongerThanALease, TimeProvider.System, TestContext.Current.CancellationToken);
        await dies.KillAsync();
        var told = await run.WithoutDatabaseAsync("immediate", () => run.AskAsync(survives, "/api/v1/connections"));
        await run.UntilPolledByAsync(survives);
        await run.WithoutDatabaseAsync("fast", () => Task.FromResult(0));
        await pause;
        await pauses.WakeAsync();
        await run.UntilPolledByAsync(pauses);
        var findings = await run.EndAsync();

        TestContext.Current.TestOutputHelper?.WriteLine(findings.Summary);
        Verdict.Accept(findings, "Three hosts.");
        Assert.Equal(503, told.Status);
    }
}
