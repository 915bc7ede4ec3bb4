namespace Flinks.Bff.Resume;

/// <summary>Signs and verifies the addresses that people are sent to.</summary>
public static class ResumeRegistration
{
    public static IServiceCollection AddResumeUrls(this IServiceCollection services) => services.AddSingleton<ResumeUrlSigner>();
}
