using System.Globalization;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>The certificate that seals the keys. One that has expired still opens them; but whoever replaces it in time does so in peace.</summary>
public sealed class CertificateCheck(KeyCertificates certificates, IOptions<DataProtectionKeysOptions> options, IHostEnvironment environment, TimeProvider time)
    : DoctorCheck("key certificate", DoctorNeed.Nothing)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    private const string Renew = "Make a new one, name this one in DataProtection:PreviousCertificates, and run 'rekey'.";

    protected override Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken) => Task.FromResult(Look());

    private Finding Look()
    {
        if (options.Value.CertificatePath is { Length: > 0 } path && !File.Exists(path))
        {
            return Broken("The file that DataProtection:CertificatePath names is gone: the next start fails.", "Bring it back.");
        }

        if (certificates.Current is not { } certificate)
        {
            return environment.IsDevelopment()
                ? Ok("None is set, which is fine for development.")
                : Warning("None is set: the keys that seal logins lie open in the database beside them.", "Set DataProtection:CertificatePath, and run 'rekey'.");
        }

        var expires = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        var day = expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (expires - time.GetUtcNow()) switch
        {
            { Ticks: <= 0 } => Warning($"It expired on {day}.", Renew),
            var left when left < Soon => Warning($"It expires on {day}.", Renew),
            _ => Ok($"It is good until {day}."),
        };
    }
}
