using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Flinks.Bff.Tests.Platform.Work;

/// <summary>Quartz' schedule, which instances on a database server share.</summary>
public sealed class SchedulingTests
{
    private static readonly string[] Rounds = ["deletions", "retrievals-0", "retrievals-1", "retrievals-2", "retrievals-3", "sweep"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_database_server_the_instances_are_one_cluster_with_one_schedule()
    {
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();

        var one = await SchedulerAsync(bff);
        var other = await SchedulerAsync(another);

        Assert.Equal(IsShared, one.SchedulerInstanceId != other.SchedulerInstanceId);
        Assert.Equal(one.SchedulerName, other.SchedulerName);
        Assert.Equal(Rounds, await TriggersAsync(one));
        Assert.Equal(Rounds, await TriggersAsync(other));
    }

    [Fact]
    public async Task Who_starts_last_decides_how_often()
    {
        await using var bff = await BffHost.StartAsync();
        var one = await SchedulerAsync(bff);
        var before = await IntervalAsync(one);
        await using var another = await BffHost.StartAsync(settings => settings["Flinks:PollInterval"] = "00:00:02", database: bff.Database);

        await SchedulerAsync(another);

        Assert.Equal(TimeSpan.FromSeconds(1), before);
        Assert.Equal(TimeSpan.FromSeconds(IsShared ? 0.5 : 1), await IntervalAsync(one));
    }

    private static bool IsShared => TestedProvider.Current != DatabaseProvider.Sqlite;

    private static async Task<IScheduler> SchedulerAsync(BffHost bff) => await bff.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);

    private static async Task<TimeSpan> IntervalAsync(IScheduler scheduler) =>
        Assert.IsAssignableFrom<ISimpleTrigger>(await scheduler.GetTrigger(new TriggerKey("retrievals-0"), Token)).RepeatInterval;

    private static async Task<IEnumerable<string>> TriggersAsync(IScheduler scheduler)
    {
        List<string> names = [];
        foreach (var round in Rounds)
        {
            if (await scheduler.GetTrigger(new TriggerKey(round), Token) is { } trigger && await scheduler.GetJobDetail(trigger.JobKey, Token) is { RequestsRecovery: true })
            {
                names.Add(round);
            }
        }

        return names;
    }
}
