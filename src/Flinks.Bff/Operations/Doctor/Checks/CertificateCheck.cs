using System.Globalization;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>The certificate that seals the keys. One that has expired still opens them; but whoever replaces it in time does so in peace.</summary>
public sealed class CertificateCheck(IConfiguration configuration, IOptions<DataProtectionKeysOptions> options, IHostEnvironment environment, TimeProvider time)
    : DoctorCheck("key certificate", DoctorNeed.Nothing)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    private const string Renew = "Make a new one, and keep the old one for what it sealed.";

    protected override Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        using var certificate = KeyCertificate.Load(configuration);
        if (certificate is null)
        {
            return Task.FromResult(!string.IsNullOrEmpty(options.Value.CertificatePath)
                ? Broken("The file that DataProtection:CertificatePath names is gone: the next start fails.", "Bring it back.")
                : environment.IsDevelopment()
                ? Ok("None is set, which is fine for development.")
                : Warning("None is set: the keys that seal logins lie open in the database beside them.", "Set DataProtection:CertificatePath."));
        }

        var expires = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        var day = expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Task.FromResult((expires - time.GetUtcNow()) switch
        {
            { Ticks: <= 0 } => Warning($"It expired on {day}.", Renew),
            var left when left < Soon => Warning($"It expires on {day}.", Renew),
            _ => Ok($"It is good until {day}."),
        });
    }
}
