using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>The instances that share the database.</summary>
public sealed class InstancesCheck(Workload workload, IOptions<DatabaseOptions> database, TimeProvider time) : DoctorCheck("instances", DoctorNeed.Tables)
{
    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        if (database.Value.Provider == DatabaseProvider.Sqlite)
        {
            return Ok("SQLite is for one, which does not say that it lives.");
        }

        var (alive, silent) = await workload.InstancesAsync(time.GetUtcNow(), cancellationToken);
        return silent == 0
            ? Ok($"{alive} alive.")
            : Warning($"{alive} alive; {silent} fell silent within the last hour without taking leave.", "See why: killed, out of memory, or cut off from the database. Their work has been taken over.");
    }
}
