using Flinks.Bff.Platform.Persistence.PostgreSql;
using Flinks.Bff.Platform.Settings;
using Microsoft.Data.SqlClient;
using Npgsql;
using Quartz;

namespace Flinks.Bff.Platform.Work;

/// <summary>
/// Where Quartz keeps its schedule. On a database server it lies beside our own tables, and the instances take turns over it: each round is
/// taken by one of them, and what a dead one held is given to another. On SQLite there is one instance, and the schedule is in its memory.
/// </summary>
public static class Scheduling
{
    /// <summary>By this the instances of all versions know one another's schedule: changing it makes two clusters of one.</summary>
    private const string Name = "flinks-bff";

    /// <summary>An instance says so often that it lives, and …</summary>
    private static readonly TimeSpan CheckInEvery = TimeSpan.FromSeconds(3);

    /// <summary>… after so long a silence beyond that the others take over its turns. One that was only slow does no harm: leases guard the rows.</summary>
    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(7);

    /// <summary>Longer than taking over takes, so that a turn which a dead instance held is late, but not missed.</summary>
    private static readonly TimeSpan MissedAfter = TimeSpan.FromSeconds(20);

    /// <summary>After the database was away for longer than that, turns go on within this.</summary>
    private static readonly TimeSpan LookForMissedEvery = TimeSpan.FromSeconds(10);

    /// <summary>An instance that found no turn to take looks again after this.</summary>
    private static readonly TimeSpan LookForTurnsEvery = TimeSpan.FromSeconds(5);

    /// <summary>A database that is away is tried again so often.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>Which store it is has to be known before the settings are checked; what is wrong with them is said then.</summary>
    public static void KeepSchedule(this IQuartzBuilder quartz, IConfiguration configuration)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = Name;
            scheduler.IdleWaitTime = LookForTurnsEvery;
        });
        var provider = Enum.TryParse<DatabaseProvider>(configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"], ignoreCase: true, out var named)
            ? named
            : DatabaseProvider.Sqlite;
        if (provider == DatabaseProvider.Sqlite)
        {
            return;
        }

        var connectionString = configuration.GetConnectionString(DatabaseOptions.ConnectionName);
        quartz.UsePersistentStore(store =>
        {
            if (provider == DatabaseProvider.SqlServer)
            {
                store.UseSqlServer(SqlClientFactory.Instance, connectionString ?? "");
            }
            else
            {
                store.UsePostgres(NpgsqlFactory.Instance, PostgreSqlSetup.Preparing(connectionString));
            }

            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = CheckInEvery;
                cluster.CheckinMisfireThreshold = SilentFor;
            });
            // The tables come with our migrations: the account of an instance need not be allowed to make any.
            store.ConfigureStore(schedule =>
            {
                schedule.SchemaProvisioning = SchemaProvisioning.Validate;
                schedule.MisfireThreshold = MissedAfter;
                schedule.MisfireHandlerFrequency = LookForMissedEvery;
                schedule.DbRetryInterval = TryAgainAfter;
            });
        });
    }
}
