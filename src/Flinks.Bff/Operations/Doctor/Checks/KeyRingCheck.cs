using System.Security.Cryptography;
using System.Xml;
using Flinks.Bff.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether what is sealed in the database can be opened. Nothing is sealed, and so no key is made.</summary>
public sealed class KeyRingCheck(IKeyManager ring, Sealer sealer, IDbContextFactory<BffDbContext> contexts) : DoctorCheck("keys", DoctorNeed.Tables)
{
    private const string Advice = "Set DataProtection:CertificatePath to the certificate that sealed the keys, or bring the Keys table back from a backup.";

    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        var keys = ring.GetAllKeys();
        var opening = keys.Count(CanBeOpened);
        if (keys.Count == 0)
        {
            return Unknown("There are none yet; the first start makes them.");
        }

        if (opening == 0)
        {
            return Broken("None of the keys in the database can be opened.", Advice);
        }

        if (!await LookupKeyOpensAsync(cancellationToken))
        {
            return Broken("The key by which logins are found cannot be opened.", Advice);
        }

        return opening == keys.Count ? Ok($"All {opening} can be opened.") : Warning($"{keys.Count - opening} of {keys.Count} cannot be opened: what they sealed is lost.", Advice);
    }

    private static bool CanBeOpened(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException or XmlException)
        {
            return false;
        }
    }

    private async Task<bool> LookupKeyOpensAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await db.Keys.AsNoTracking().Where(key => key.Name == LoginLookup.KeyName).Select(key => key.Value).FirstOrDefaultAsync(cancellationToken);
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
