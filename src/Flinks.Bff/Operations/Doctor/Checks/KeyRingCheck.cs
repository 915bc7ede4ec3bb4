using System.Security.Cryptography;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether what is sealed in the database can be opened. Nothing is sealed, and so no key is made.</summary>
public sealed class KeyRingCheck(KeysReport report, Sealer sealer, IDbContextFactory<BffDbContext> contexts) : DoctorCheck("keys", DoctorNeed.Tables)
{
    private const string Advice = "Name the certificate that sealed the keys in DataProtection:PreviousCertificates, or bring the Keys table back from a backup.";

    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        var keys = await report.ReadAsync(cancellationToken);
        if (keys.Ring.Keys == 0)
        {
            return Unknown("There are none yet; the first start makes them.");
        }

        if (keys.Ring.Opening == 0)
        {
            return Broken("None of the keys in the database can be opened.", Advice);
        }

        return await LookupKeyOpensAsync(cancellationToken) ? Look(keys) : Broken("The key by which logins are found cannot be opened.", Advice);
    }

    private Finding Look(KeysState keys) => keys switch
    {
        { Ring.OpensWhole: false } => Warning($"{keys.Ring.Keys - keys.Ring.Opening} of {keys.Ring.Keys} cannot be opened: what they sealed is lost.", Advice),
        { IsLookupChanging: true } => Warning("A change of keys was begun and has not ended.", "Run 'rekey' again: it goes on where it stood."),
        { FailedOpens: > 0 } => Warning($"All {keys.Ring.Keys} can be opened, but {keys.FailedOpens} times since the start something stored could not.", "Look at the metric flinks_bff.seal.failures for what it was: one row may be damaged."),
        { CertificateSubject: not null, Ring.LiesOpen: true } => Warning("Some lie open in the database although a certificate is set.", "Run 'rekey': it seals them."),
        _ => Ok($"All {keys.Ring.Keys} can be opened."),
    };

    private async Task<bool> LookupKeyOpensAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await db.Keys.AsNoTracking().Where(key => key.Name == LookupKeyNames.InForce).Select(key => key.Value).FirstOrDefaultAsync(cancellationToken);
        try
        {
            return stored is null || sealer.OpenLookupKey(stored).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
