using FluentValidation;

namespace Flinks.Bff.Institutions;

public static class InstitutionsRegistration
{
    public static IServiceCollection AddInstitutions(this IServiceCollection services)
    {
        services.AddSingleton<InstitutionDirectory>();
        services.AddSingleton<IValidator<InstitutionQuery>, InstitutionQueryValidator>();
        return services;
    }
}
