using Flinks.Client;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Two settings that hold the same secret have been swapped or copied: whoever learns one has both.</summary>
public static class SecretRules
{
    public static IEnumerable<string> Complaints(FlinksOptions flinks, AuthOptions auth, ResumeUrlsOptions resumeUrls, WebhooksOptions webhooks, DataProtectionKeysOptions keys)
    {
        (string Name, string? Value)[] secrets =
        [
            ("Flinks:CustomerId", flinks.CustomerId),
            ("Flinks:SecretKey", flinks.SecretKey),
            ("Flinks:ApiKey", flinks.ApiKey),
            ("Auth:SigningKey", auth.SigningKey),
            .. auth.PreviousSigningKeys.Index().Select(key => ($"Auth:PreviousSigningKeys:{key.Index}", (string?)key.Item)),
            .. resumeUrls.Keys.Index().Select(key => ($"ResumeUrls:Keys:{key.Index}:Value", (string?)key.Item.Value)),
            .. webhooks.Keys.Index().Select(key => ($"Webhooks:Keys:{key.Index}", (string?)key.Item)),
            ("DataProtection:CertificatePassword", keys.CertificatePassword),
        ];

        return secrets
            .Where(secret => !string.IsNullOrEmpty(secret.Value))
            .GroupBy(secret => Plain(secret.Value!), secret => secret.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => $"{string.Join(" and ", same)} are the same");
    }

    /// <summary>A GUID stays the same with braces and without dashes.</summary>
    private static string Plain(string secret) => Guid.TryParse(secret, out var id) ? id.ToString() : secret.Trim();
}
