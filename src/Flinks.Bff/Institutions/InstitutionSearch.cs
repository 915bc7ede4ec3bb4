using System.Globalization;
using System.Text;
using Flinks.Client;

namespace Flinks.Bff.Institutions;

/// <summary>Finds banks by name as people type it: without regard to capitals, accents and doubled spaces.</summary>
public sealed class InstitutionSearch
{
    private readonly string? _text;
    private readonly string? _country;

    public InstitutionSearch(string? text, string? country)
    {
        _text = string.IsNullOrWhiteSpace(text) ? null : Folded(text);
        _country = string.IsNullOrEmpty(country) ? null : country.ToUpperInvariant();
    }

    public bool Finds(Institution institution) =>
        (_country is null || institution.Country == _country)
        && (_text is null || institution.Names.Any(name => Folded(name.Name).Contains(_text, StringComparison.Ordinal)));

    /// <summary>A name as it is compared.</summary>
    public static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var rune in WithoutHalves(name).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(Rune.ToUpperInvariant(rune));
            }
        }

        return folded.ToString().TrimEnd();
    }

    // Half a surrogate pair cannot be normalised.
    private static string WithoutHalves(string text) => string.Concat(text.EnumerateRunes());
}
