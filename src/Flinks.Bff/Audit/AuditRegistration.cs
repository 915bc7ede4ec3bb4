using FluentValidation;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Audit;

public static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditStore>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<ISweep, AuditSweep>();
        services.AddSingleton<IValidator<AuditQuery>, AuditQueryValidator>();
        return services;
    }
}
