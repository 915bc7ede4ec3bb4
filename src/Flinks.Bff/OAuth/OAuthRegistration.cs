using FluentValidation;

namespace Flinks.Bff.OAuth;

public static class OAuthRegistration
{
    public static IServiceCollection AddOAuth(this IServiceCollection services)
    {
        services.AddSingleton<AuthorizationService>();
        services.AddSingleton<IValidator<StartAuthorization>, StartAuthorizationValidator>();
        return services;
    }
}
