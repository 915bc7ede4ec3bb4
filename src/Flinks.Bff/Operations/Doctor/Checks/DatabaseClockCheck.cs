using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether our clock and the database's agree: it is the nearest other one, and the instances have theirs from the same source.</summary>
public sealed class DatabaseClockCheck(IDbContextFactory<BffDbContext> contexts, IOptions<DatabaseOptions> options, TimeProvider time) : DoctorCheck(Named, DoctorNeed.Database)
{
    private const string Named = "database clock";

    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        if (Question is not { } question)
        {
            return Ok("The database is a file of this machine.");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var before = time.GetUtcNow();
        var theirs = new DateTimeOffset(await Scalar.AskAsync<DateTime>(db, question, cancellationToken), TimeSpan.Zero);
        return ClockSkew.Judge(Named, "The database's clock", theirs - (before + ((time.GetUtcNow() - before) / 2)));
    }

    private string? Question => options.Value.Provider switch
    {
        DatabaseProvider.SqlServer => "SELECT SYSUTCDATETIME()",
        DatabaseProvider.PostgreSql => "SELECT clock_timestamp() AT TIME ZONE 'UTC'",
        _ => null,
    };
}
