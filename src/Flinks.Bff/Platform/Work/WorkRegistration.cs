using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;
using Quartz;

namespace Flinks.Bff.Platform.Work;

/// <summary>Work beside requests: what outlives them, and what the clock starts.</summary>
public static class WorkRegistration
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddWork(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<InstanceStore>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<InstanceStore>());
        services.AddSingleton<Neighbours>();
        // Before the work itself, and so stopped after it: the others count on us until nothing of ours is out any more.
        services.AddHostedService(provider => provider.GetRequiredService<Neighbours>());
        services.AddHostedService<SweepsHere>();
        services.AddSingleton<BackgroundWork>();
        services.AddHostedService(provider => provider.GetRequiredService<BackgroundWork>());
        services.AddSingleton<GracefulStop>();
        services.AddHostedService(provider => provider.GetRequiredService<GracefulStop>());
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>((host, shutdown) => host.ShutdownTimeout = shutdown.Value.Timeout);
        services.AddQuartz(quartz =>
        {
            quartz.KeepSchedule(configuration);
            quartz.AddRound<SweepJob>("sweep", _ => SweepEvery);
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>
    /// Runs a job again and again, in one place of all instances at a time. Every instance says at its start what the rounds are, so that the
    /// last one that started decides how often. The pause runs from the end of a round; one that was missed is not made up for, as the next
    /// one finds what it left; one that was lost with its instance is run again by another.
    /// </summary>
    public static void AddRound<TJob>(
        this IQuartzBuilder quartz, string name, Func<IServiceProvider, TimeSpan> every, Action<IJobConfigurator<TJob>>? job = null)
        where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>(
            (provider, trigger) => trigger
                .WithIdentity(name)
                .StartNow()
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(every(provider))
                    .RepeatForever()
                    .MeasureIntervalFromCompletion()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            (_, configurator) =>
            {
                configurator.WithIdentity(name).RequestRecovery();
                job?.Invoke(configurator);
            });
}
