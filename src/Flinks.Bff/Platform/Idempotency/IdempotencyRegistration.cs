using Flinks.Bff.Platform.Work;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Platform.Idempotency;

public static class IdempotencyRegistration
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<KeptCallStore>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<KeptCallStore>());
        services.AddSingleton<IdempotencyFilter>();
        services.Configure<MvcOptions>(options => options.Filters.AddService<IdempotencyFilter>());
        return services;
    }
}
