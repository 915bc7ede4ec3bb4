using FluentValidation;

namespace Flinks.Bff.Attributes;

public static class AttributesRegistration
{
    public static IServiceCollection AddAttributes(this IServiceCollection services)
    {
        services.AddSingleton<AttributesService>();
        services.AddSingleton<IValidator<ComputeAttributes>, ComputeAttributesValidator>();
        return services;
    }
}
