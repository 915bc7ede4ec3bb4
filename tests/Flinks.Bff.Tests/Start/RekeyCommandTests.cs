using Flinks.Bff.Audit;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Platform.Persistence;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Start;

/// <summary>The <c>rekey</c> command as an operator gives it, beside an instance that takes calls.</summary>
public sealed class RekeyCommandTests
{
    [Fact]
    public async Task Killed_in_the_middle_and_run_again_it_ends_well_and_nothing_is_missed()
    {
        await using var bff = await BffHost.StartAsync(services: RekeySteps.LookForNoKeys);
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var settings = BffProcess.Good(bff.Database);

        await using var killed = BffProcess.Start(settings, "rekey");
        await Until.TrueAsync(() => killed.Told.Contains("A new lookup key is in force", StringComparison.Ordinal));
        await killed.KillAsync();
        var between = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await using var again = BffProcess.Start(settings, "rekey");
        var exitCode = await again.ExitedAsync();
        var after = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal((200, linked.ConnectionId), (between.Status, between.ConnectionId));
        Assert.Equal(0, exitCode);
        Assert.Empty(again.Complaints);
        Assert.Contains("Going on with a change of keys that was begun before, here or elsewhere.", again.Told, StringComparison.Ordinal);
        Assert.Contains("\nDone.", again.Told, StringComparison.Ordinal);
        Assert.Equal((200, linked.ConnectionId), (after.Status, after.ConnectionId));
        Assert.Equal(["lookup"], await bff.KeyNamesAsync());
        Assert.Equal(
            (AuditActorKind.Operator, null),
            await bff.ReadAsync(async db => await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.KeysReplaced, TestContext.Current.CancellationToken) is var entry ? (entry.ActorKind, entry.Actor) : default));
    }

    [Fact]
    public async Task Without_the_certificate_it_ends_with_one_line_and_changes_nothing()
    {
        using var certificates = new TestCertificates();
        var certificate = certificates.Make();
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["DataProtection:CertificatePath"] = certificate;
            settings["DataProtection:CertificatePassword"] = TestCertificates.Password;
        });

        await using var host = BffProcess.Start(BffProcess.Good(bff.Database), "rekey");
        var exitCode = await host.ExitedAsync();

        Assert.Equal(78, exitCode);
        Assert.Contains("DataProtection:CertificatePath", Assert.Single(host.Complaints), StringComparison.Ordinal);
        Assert.Equal(["lookup"], await bff.KeyNamesAsync());
    }

    [Fact]
    public async Task On_a_database_that_is_behind_it_asks_for_the_migration()
    {
        using var database = TemporaryDatabase.CreateEmpty();
        var settings = BffProcess.Good(database);
        settings["Database__MigrateOnStart"] = "false";

        await using var host = BffProcess.Start(settings, "rekey");

        Assert.Equal(78, await host.ExitedAsync());
        Assert.Contains("migrate", Assert.Single(host.Complaints), StringComparison.Ordinal);
    }
}
