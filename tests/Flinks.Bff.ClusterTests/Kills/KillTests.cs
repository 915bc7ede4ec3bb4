using Flinks.Bff.ClusterTests.Evidence;
using Flinks.Bff.Tests.Hosting;
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
        ByHand.Tell($"{plan.Kills} kills; {ByHand.SeedVariable}={plan.Seed} gives the same people and the same moments.");

        var findings = await run.RunAsync();

        ByHand.Tell($"{findings.Summary} Open at the kills: {string.Join(", ", run.OpenAtKill)}.");
        Verdict.Accept(findings, $"{ByHand.SeedVariable}={plan.Seed}.");
    }

    protected abstract TemporaryDatabase CreateDatabase();
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
