using Flinks.Client;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Where Flinks lives and who we are to it.</summary>
public static class FlinksRules
{
    private const int LargestTokenPool = 100;

    public static IEnumerable<string> Complaints(FlinksOptions flinks) =>
    [
        .. Instance(flinks),
        .. Address("Flinks:ApiBaseUrl", flinks.ApiBaseUrl, flinks.AllowPlainHttp),
        .. Address("Flinks:ConnectBaseUrl", flinks.ConnectBaseUrl, flinks.AllowPlainHttp),
        .. Customer(flinks.CustomerId),
        .. Secret("Flinks:SecretKey", flinks.SecretKey, isRequired: true, flinks),
        .. Secret("Flinks:ApiKey", flinks.ApiKey, isRequired: false, flinks),
        .. Pool(flinks.TokenPool),
    ];

    private static IEnumerable<string> Instance(FlinksOptions flinks)
    {
        if (string.IsNullOrEmpty(flinks.Instance))
        {
            var missing = new[] { ("Flinks:ApiBaseUrl", flinks.ApiBaseUrl), ("Flinks:ConnectBaseUrl", flinks.ConnectBaseUrl) }
                .Where(address => string.IsNullOrEmpty(address.Item2))
                .Select(address => address.Item1)
                .ToList();
            return missing.Count == 0 ? [] : [$"Flinks:Instance or {string.Join(" and ", missing)} is missing"];
        }

        // It becomes part of a host name.
        return flinks.Instance.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? [] : ["Flinks:Instance is not the name of an instance"];
    }

    private static IEnumerable<string> Address(string name, string? address, bool allowPlainHttp)
    {
        if (string.IsNullOrEmpty(address))
        {
            return [];
        }

        if (Addresses.TryAbsolute(address) is not { } uri || !uri.IsWeb() || !uri.IsBare())
        {
            return [$"{name} is not an absolute http(s) address without user, query and fragment"];
        }

        return uri.IsPlainBeyondLoopback() && !allowPlainHttp ? [$"{name} is plain http beyond loopback (Flinks:AllowPlainHttp allows it)"] : [];
    }

    private static IEnumerable<string> Customer(string? customerId) => customerId switch
    {
        null or "" => ["Flinks:CustomerId is missing"],
        _ when !Guid.TryParseExact(customerId, "D", out var id) || id == Guid.Empty => ["Flinks:CustomerId is not a GUID"],
        _ => [],
    };

    private static IEnumerable<string> Secret(string name, string? secret, bool isRequired, FlinksOptions flinks)
    {
        if (string.IsNullOrWhiteSpace(secret))
        {
            return isRequired ? [$"{name} is missing"] : [];
        }

        // It travels in a header.
        return secret.All(letter => letter is > ' ' and < '\x7f')
            ? Secrets.Complaints(name, secret, flinks)
            : [Secrets.IsPlaceholder(secret, flinks) ? $"{name} is a placeholder" : $"{name} holds blanks or signs that no key has"];
    }

    private static IEnumerable<string> Pool(int size) => size is < 0 or > LargestTokenPool ? [$"Flinks:TokenPool is not between 0 and {LargestTokenPool}"] : [];
}
