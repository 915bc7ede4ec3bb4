using FluentValidation;

namespace Flinks.Bff.Statements;

public static class StatementsRegistration
{
    public static IServiceCollection AddStatements(this IServiceCollection services)
    {
        services.AddSingleton<StatementsService>();
        services.AddSingleton<IValidator<StatementsQuestion>, StatementsQuestionValidator>();
        return services;
    }
}
