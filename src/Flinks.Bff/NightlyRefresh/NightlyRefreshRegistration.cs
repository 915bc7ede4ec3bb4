using Flinks.Bff.Platform.Work;
using Quartz;

namespace Flinks.Bff.NightlyRefresh;

public static class NightlyRefreshRegistration
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    public static IServiceCollection AddNightlyRefresh(this IServiceCollection services)
    {
        services.AddSingleton<NightlyRefreshStore>();
        services.AddSingleton<NightlyRefreshService>();
        services.AddSingleton<NightlyReconciliation>();
        services.AddQuartz(quartz => quartz.AddRound<ReconcileNightlyRefreshJob>("nightly-refresh", _ => LookEvery));
        return services;
    }
}
