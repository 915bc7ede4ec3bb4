using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;
using Quartz;

namespace Flinks.Bff.Platform.Work;

/// <summary>Work beside requests: what outlives them, and what the clock starts.</summary>
public static class WorkRegistration
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddWork(this IServiceCollection services)
    {
        services.AddSingleton<BackgroundWork>();
        services.AddHostedService(provider => provider.GetRequiredService<BackgroundWork>());
        services.AddSingleton<GracefulStop>();
        services.AddHostedService(provider => provider.GetRequiredService<GracefulStop>());
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>((host, shutdown) => host.ShutdownTimeout = shutdown.Value.Timeout);
        services.AddQuartz(quartz => quartz.AddRound<SweepJob>("sweep", _ => SweepEvery));
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>Runs a job again and again. A round that is late is not made up for: the next one finds what it left.</summary>
    public static void AddRound<TJob>(
        this IQuartzBuilder quartz, string name, Func<IServiceProvider, TimeSpan> every, Action<IJobConfigurator<TJob>>? job = null)
        where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>(
            (provider, trigger) => trigger
                .WithIdentity(name)
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(every(provider)).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            (_, configurator) =>
            {
                configurator.WithIdentity(name);
                job?.Invoke(configurator);
            });
}
