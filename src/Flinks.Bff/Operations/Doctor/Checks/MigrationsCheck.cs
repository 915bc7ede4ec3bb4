using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether the database is where this build needs it.</summary>
public sealed class MigrationsCheck(IDbContextFactory<BffDbContext> contexts) : DoctorCheck(Named, DoctorNeed.Database)
{
    public const string Named = "migrations";

    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var known = db.Database.GetMigrations().ToList();
        return (Pending: known.Except(applied).Count(), Unknown: applied.Except(known).Count()) switch
        {
            ( > 0 and var pending, _) => Broken($"{pending} of {known.Count} are pending.", "Apply them: dotnet Flinks.Bff.dll migrate."),
            (_, > 0) => Warning("The database has been brought further than this build knows.", "Run the newer build everywhere."),
            _ => Ok("All are applied."),
        };
    }
}
