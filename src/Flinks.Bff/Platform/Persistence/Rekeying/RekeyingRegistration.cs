namespace Flinks.Bff.Platform.Persistence.Rekeying;

/// <summary>The <c>rekey</c> command.</summary>
public static class RekeyingRegistration
{
    public static IServiceCollection AddRekeying(this IServiceCollection services) => services
        .AddSingleton<Rekey>()
        .AddSingleton<RekeyStore>()
        .AddSingleton<RingResealing>()
        .AddSingleton<RingRenewal>()
        .AddSingleton<LookupChangeStore>()
        .AddSingleton<LookupReplacement>()
        .AddSingleton<SealedRowsStore>()
        .AddSingleton<RowResealing>();
}
