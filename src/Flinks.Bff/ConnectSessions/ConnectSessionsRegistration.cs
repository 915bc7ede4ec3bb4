using FluentValidation;
using Flinks.Bff.ConnectSessions.Events;
using Flinks.Bff.ConnectSessions.Funnel;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.ConnectSessions;

public static class ConnectSessionsRegistration
{
    public static IServiceCollection AddConnectSessions(this IServiceCollection services)
    {
        services.AddSingleton<ConnectSessionStore>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<ConnectSessionStore>());
        services.AddSingleton<ConnectSessionService>();
        services.AddSingleton<ConnectAddresses>();
        services.AddSingleton<ConnectSessionReading>();
        services.AddSingleton<ConnectEventStore>();
        services.AddSingleton<ConnectEventService>();
        services.AddSingleton<FunnelStore>();
        services.AddSingleton<FunnelService>();
        services.AddHostedService<ConnectParametersCheck>();
        services.AddSingleton<IValidator<StartConnectSession>, StartConnectSessionValidator>();
        services.AddSingleton<IValidator<FunnelQuery>, FunnelQueryValidator>();
        return services;
    }
}
