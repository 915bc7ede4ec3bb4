using FluentValidation;
using Flinks.Bff.ConnectSessions.Events;
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
        services.AddHostedService<ConnectParametersCheck>();
        services.AddSingleton<IValidator<StartConnectSession>, StartConnectSessionValidator>();
        return services;
    }
}
