using Flinks.Bff.Operations.Doctor;
using Flinks.Bff.Operations.Doctor.Checks;
using Flinks.Bff.Operations.Figures;

namespace Flinks.Bff.Operations;

public static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<Workload>();
        services.AddSingleton<FiguresService>();
        services.AddSingleton<DoctorService>();
        return services.AddDoctorChecks();
    }

    /// <summary>In the order in which they are told.</summary>
    private static IServiceCollection AddDoctorChecks(this IServiceCollection services) => services
        .AddSingleton<IDoctorCheck, SettingsWarningsCheck>()
        .AddSingleton<IDoctorCheck, FlinksCheck>()
        .AddSingleton<IDoctorCheck, DatabaseCheck>()
        .AddSingleton<IDoctorCheck, MigrationsCheck>()
        .AddSingleton<IDoctorCheck, DatabaseSettingsCheck>()
        .AddSingleton<IDoctorCheck, DatabaseClockCheck>()
        .AddSingleton<IDoctorCheck, CertificateCheck>()
        .AddSingleton<IDoctorCheck, KeyRingCheck>()
        .AddSingleton<IDoctorCheck, IdentityProviderCheck>()
        .AddSingleton<IDoctorCheck, CorsCheck>()
        .AddSingleton<IDoctorCheck, ProxyCheck>()
        .AddSingleton<IDoctorCheck, RedirectsCheck>()
        .AddSingleton<IDoctorCheck, WebhooksCheck>()
        .AddSingleton<IDoctorCheck, ResumeCheck>()
        .AddSingleton<IDoctorCheck, BacklogCheck>()
        .AddSingleton<IDoctorCheck, InstancesCheck>();
}
