namespace Flinks.Bff.Summaries;

public static class SummariesRegistration
{
    public static IServiceCollection AddSummaries(this IServiceCollection services)
    {
        services.AddSingleton<SummaryReader>();
        services.AddSingleton<SummaryReadings>();
        services.AddSingleton<AccountsSummaryService>();
        return services;
    }
}
