namespace Flinks.Bff.Summaries;

public static class SummariesRegistration
{
    public static IServiceCollection AddSummaries(this IServiceCollection services)
    {
        services.AddSingleton<AccountsSummaryService>();
        return services;
    }
}
