using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Flinks.Bff.Tests.Resume.AnyAddress;

/// <summary>What can happen to a text on its way: somewhere, by chance.</summary>
public sealed record Damage(Damage.Kind What, int Place, int Other, char Letter)
{
    public enum Kind
    {
        Change,
        Insert,
        Remove,
        Move,
        Swap,
        PercentEncode,
        PercentDecode,
        ChangeCase,
        CutOff,
        Append,
        Prepend,
        RepeatPart,
        MovePart,
        RemovePart,
    }

    private const string Letters = "aZ09-_.~%&=#?/\\@:;+ \t\r\n\0\u00ad\u200b\u3002\ufeffé";

    public static Gen<Damage> Any =>
        from what in Gen.Elements(Enum.GetValues<Kind>())
        from place in Gen.Choose(0, int.MaxValue - 1)
        from other in Gen.Choose(0, int.MaxValue - 1)
        from letter in Gen.Elements(Letters.ToCharArray())
        select new Damage(what, place, other, letter);

    public string To(string text)
    {
        var place = Place % text.Length;
        var other = Other % text.Length;
        var rest = text.Remove(place, 1);
        return What switch
        {
            Kind.Change => rest.Insert(place, $"{Letter}"),
            Kind.Insert => text.Insert(place, $"{Letter}"),
            Kind.Remove => rest,
            Kind.Move => rest.Insert(other % (rest.Length + 1), $"{text[place]}"),
            Kind.Swap => rest.Insert(place, $"{text[other]}").Remove(other, 1).Insert(other, $"{text[place]}"),
            Kind.PercentEncode => rest.Insert(place, $"%{((int)text[place]).ToString("X2", CultureInfo.InvariantCulture)}"),
            Kind.PercentDecode => DecodeAt(text, place),
            Kind.ChangeCase => rest.Insert(place, $"{Turned(text[place])}"),
            Kind.CutOff => text[..place],
            Kind.Append => $"{text}{Letter}",
            Kind.Prepend => $"{Letter}{text}",
            _ => string.Join('&', Parts(text)),
        };
    }

    private List<string> Parts(string text)
    {
        var parts = text.Split('&').ToList();
        var part = parts[Place % parts.Count];
        if (What != Kind.RepeatPart)
        {
            parts.Remove(part);
        }

        if (What != Kind.RemovePart)
        {
            parts.Insert(Other % (parts.Count + 1), part);
        }

        return parts;
    }

    private static char Turned(char letter) => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter);

    private static string DecodeAt(string text, int place)
    {
        var start = text.IndexOf('%', place);
        return start < 0 ? text : $"{text[..start]}{Uri.UnescapeDataString(text[start..])}";
    }
}
