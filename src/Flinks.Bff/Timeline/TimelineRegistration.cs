using Flinks.Bff.Platform.Work;
using FluentValidation;

namespace Flinks.Bff.Timeline;

public static class TimelineRegistration
{
    public static IServiceCollection AddTimeline(this IServiceCollection services)
    {
        services.AddSingleton<TimelineStore>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<TimelineStore>());
        services.AddSingleton<CallJournal>();
        services.AddSingleton<TimelineService>();
        services.AddSingleton<IValidator<TimelineQuery>, TimelineQueryValidator>();
        return services;
    }
}
