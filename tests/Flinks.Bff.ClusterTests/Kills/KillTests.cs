using Flinks.Bff.ClusterTests.Evidence;
using Flinks.Bff.Tests.Hosting.Databases;

namespace Flinks.Bff.ClusterTests.Kills;

/// <summary>A host is killed again and again in the middle of its work: what it began is brought to its end, and nothing is done twice.</summary>
public abstract class KillTests
{
    [Fact]
    public async Task Whatever_was_begun_ends_once_and_its_data_are_where_they_belong()
    {
        var plan = KillPlan.OfEnvironment();
        using var database = CreateDatabase();
        await using var run = await KillRun.PrepareAsync(plan, database);
        Tell($"{plan.Kills} kills; {KillPlan.SeedVariable}={plan.Seed} gives the same people and the same moments.");

        var findings = await run.RunAsync();

        Tell($"{findings.Summary} Open at the kills: {string.Join(", ", run.OpenAtKill)}.");
        Verdict.Accept(findings, $"{KillPlan.SeedVariable}={plan.Seed}.");
    }

    protected abstract TemporaryDatabase CreateDatabase();

    private static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }
}

public sealed class SqliteKillTests : KillTests
{
    protected override TemporaryDatabase CreateDatabase() => new SqliteFile();
}

public sealed class PostgreSqlKillTests : KillTests
{
    protected override TemporaryDatabase CreateDatabase()
    {
        Assert.SkipWhen(PostgreSqlServer.Absence is not null, PostgreSqlServer.Absence ?? "");
        return PostgreSqlDatabase.CopyOfTemplate();
    }
}
