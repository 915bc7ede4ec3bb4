namespace Flinks.Client;

/// <summary>JSON's grammar of numbers, for one that Flinks wrote in quotes: only such digits may stand without them.</summary>
internal static class JsonNumber
{
    public static bool Is(ReadOnlySpan<byte> text)
    {
        var rest = text is [(byte)'-', ..] ? text[1..] : text;
        var whole = CountDigits(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
        {
            return false;
        }

        rest = rest[whole..];
        if (rest is [(byte)'.', .. var fraction])
        {
            rest = fraction[CountDigits(fraction)..];
            if (rest.Length == fraction.Length)
            {
                return false;
            }
        }

        return rest.IsEmpty || IsExponent(rest);
    }

    private static bool IsExponent(ReadOnlySpan<byte> text)
    {
        var digits = text switch
        {
            [(byte)'e' or (byte)'E', (byte)'+' or (byte)'-', .. var signed] => signed,
            [(byte)'e' or (byte)'E', .. var plain] => plain,
            _ => default,
        };

        return !digits.IsEmpty && CountDigits(digits) == digits.Length;
    }

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }
}
