using FluentValidation;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Work;
using Quartz;

namespace Flinks.Bff.Connections;

public static class ConnectionsRegistration
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddBankConnections(this IServiceCollection services)
    {
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<ConnectionStore>());
        services.AddSingleton<ConnectionClaims>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<ConnectionClaims>());
        services.AddSingleton<ClaimStore>();
        services.AddSingleton<ClaimService>();
        services.AddSingleton<ConnectService>();
        services.AddSingleton<ConnectRetrieval>();
        services.AddSingleton<ConnectSessionUseStore>();
        services.AddSingleton<ConnectSessionUse>();
        services.AddSingleton<DeletionStore>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<DeletionStore>());
        services.AddSingleton<DeletionService>();
        services.AddSingleton<IResourceReplay, ResourceReplay>();
        services.AddSingleton<IValidator<ConnectLogin>, ConnectLoginValidator>();
        services.AddSingleton<IValidator<SelectAccounts>, SelectAccountsValidator>();
        services.AddQuartz(quartz => quartz.AddRound<TakeUpDeletionsJob>("deletions", _ => LookEvery));
        return services;
    }
}
