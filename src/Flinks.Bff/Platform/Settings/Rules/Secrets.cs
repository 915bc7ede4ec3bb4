using System.Text.RegularExpressions;
using Flinks.Client;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Questions that several rules ask of a secret.</summary>
public static partial class Secrets
{
    /// <summary>HMAC-SHA256 gains nothing from a longer key and loses with a shorter one.</summary>
    private const int LeastBytes = 32;

    /// <summary>32 random bytes hold fewer different ones once in more than the age of the universe.</summary>
    private const int LeastDifferentBytes = 12;

    private const int LeastDifferentLetters = 5;

    /// <summary>What stands in documents that everybody can read: Flinks' own, for its sandbox, and this project's <c>docker-compose.yml</c>.</summary>
    private static readonly string[] Published =
    [
        "c4569c54-e167-4d34-8de6-f4113bc82414",
        "3d5266a8-b697-48d4-8de6-52e2e2662acc",
        "Zm9yIGRldmVsb3BtZW50IG9ubHk6IHNpZ25zIHRva2Vucw==",
        "Zm9yIGRldmVsb3BtZW50IG9ubHk6IHNpZ25zIGFkZHJlc3Nlcw==",
    ];

    /// <summary>What is wrong with a secret text of somebody else's making.</summary>
    public static IEnumerable<string> Complaints(string name, string secret, FlinksOptions flinks) => secret switch
    {
        _ when IsPlaceholder(secret, flinks) => [$"{name} is a placeholder"],
        _ when flinks.IsForRealPeople && IsNoRandomText(secret) => [$"{name} is no random secret: it is one sign or a pattern again and again"],
        _ => PublishedComplaints(name, secret, flinks),
    };

    /// <summary>What is wrong with a key of our own: base64 of random bytes.</summary>
    public static IEnumerable<string> KeyComplaints(string name, string? key, FlinksOptions flinks)
    {
        if (string.IsNullOrEmpty(key))
        {
            return [$"{name} is missing"];
        }

        if (IsPlaceholder(key, flinks))
        {
            return [$"{name} is a placeholder"];
        }

        var bytes = new byte[key.Length];
        if (!Convert.TryFromBase64String(key, bytes, out var length) || length < LeastBytes)
        {
            return [$"{name} is not base64 of at least {LeastBytes} bytes"];
        }

        return IsNoKey(bytes.AsSpan(0, length), flinks) ? [$"{name} is no random key: it is one byte, a count or a pattern again and again"] : PublishedComplaints(name, key, flinks);
    }

    /// <summary>Words of sample files, left where a secret belongs.</summary>
    public static bool IsLeftToFillIn(string? secret) => secret is not null && LeftToFillIn().IsMatch(secret);

    /// <summary>Words that tests use are a placeholder, too, where real people's banks are behind it.</summary>
    public static bool IsPlaceholder(string secret, FlinksOptions flinks) => IsLeftToFillIn(secret) || (flinks.IsForRealPeople && OfTests().IsMatch(secret));

    /// <summary>Zeros are no key anywhere; what only looks made up is none where real people's banks are behind it.</summary>
    private static bool IsNoKey(ReadOnlySpan<byte> key, FlinksOptions flinks) => !key.ContainsAnyExcept((byte)0) || (flinks.IsForRealPeople && IsNoRandom(key));

    /// <summary>The keys of the sandbox and of the development set-up are fine where they belong.</summary>
    private static IEnumerable<string> PublishedComplaints(string name, string secret, FlinksOptions flinks) =>
        flinks.IsForRealPeople && Published.Contains(secret, StringComparer.OrdinalIgnoreCase) ? [$"{name} is a published sample that everybody knows"] : [];

    private static bool IsNoRandomText(string secret)
    {
        var letters = secret.Replace("-", "", StringComparison.Ordinal);
        return letters.Distinct().Count() < LeastDifferentLetters || RepeatsItself(letters.AsSpan());
    }

    private static bool IsNoRandom(ReadOnlySpan<byte> key) => key.ToArray().Distinct().Count() < LeastDifferentBytes || RepeatsItself(key) || Counts(key);

    /// <summary>The first part again and again.</summary>
    private static bool RepeatsItself<T>(ReadOnlySpan<T> signs)
        where T : IEquatable<T>
    {
        for (var period = 1; period <= signs.Length / 2; period++)
        {
            if (signs[period..].SequenceEqual(signs[..^period]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>1, 2, 3 and so on, in whatever steps.</summary>
    private static bool Counts(ReadOnlySpan<byte> key)
    {
        var step = (byte)(key[1] - key[0]);
        for (var place = 1; place < key.Length; place++)
        {
            if ((byte)(key[place] - key[place - 1]) != step)
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(
        @"^\s*(change[-_ ]?(me|this|it).*|<.*>|\[.*\]|\$?\{.*\}|%.*%|(your|insert|put|replace|paste)[-_ ].*|replace(me|this).*|insert.*here|.*[-_ ]here|x{3,}|todo.*|fixme.*|tbd|n/?a|placeholder|none|null|undefined|\.{2,}|…|\*+|\?+|-+|_+)\s*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex LeftToFillIn();

    [GeneratedRegex(
        @"^\s*(my[-_ ].*|(secret|password|passw0rd|pass|key|token|test|example|sample|dummy|fake|default|empty)([-_ ]?(secret|password|key|token|value|here|[0-9]+))?)\s*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex OfTests();
}
