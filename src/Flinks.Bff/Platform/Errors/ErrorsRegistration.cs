namespace Flinks.Bff.Platform.Errors;

/// <summary>How refusals and faults become answers.</summary>
public static class ErrorsRegistration
{
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddSingleton<ProblemWriter>()
        .AddExceptionHandler<FaultHandler>();
}
