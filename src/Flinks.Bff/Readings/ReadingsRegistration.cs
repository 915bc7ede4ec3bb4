namespace Flinks.Bff.Readings;

public static class ReadingsRegistration
{
    public static IServiceCollection AddReadings(this IServiceCollection services)
    {
        services.AddSingleton(typeof(Readings<>));
        services.AddSingleton<SessionReader>();
        services.AddSingleton<ReadingService>();
        return services;
    }
}
