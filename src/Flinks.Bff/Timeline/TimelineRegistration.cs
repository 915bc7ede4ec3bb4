using FluentValidation;

namespace Flinks.Bff.Timeline;

public static class TimelineRegistration
{
    public static IServiceCollection AddTimeline(this IServiceCollection services)
    {
        services.AddSingleton<TimelineStore>();
        services.AddSingleton<TimelineService>();
        services.AddSingleton<IValidator<TimelineQuery>, TimelineQueryValidator>();
        return services;
    }
}
