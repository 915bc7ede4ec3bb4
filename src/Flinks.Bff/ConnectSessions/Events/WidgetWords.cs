using System.Text.RegularExpressions;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>
/// The form of words that the widget may say to us. A browser can put a loginId, an account number or a token in the place of any of them;
/// none of those has such a form.
/// </summary>
internal static partial class WidgetWords
{
    /// <summary>No name of the widget or a bank has more; every number of a person or account has.</summary>
    private const int MostDigits = 4;

    /// <summary>A step or a FlinksCode; the steps of our own launch page are in small letters.</summary>
    public static string? Name(string? word) => word is not null && NameForm().IsMatch(word) && HasFewDigits(word) ? word : null;

    /// <summary>The name of a bank.</summary>
    public static string? Institution(string? word) => word is not null && InstitutionForm().IsMatch(word) && HasFewDigits(word) ? word : null;

    /// <summary>A kind of question.</summary>
    public static string? Kind(string? word) => word is not null && KindForm().IsMatch(word) ? word : null;

    private static bool HasFewDigits(string word) => word.Count(char.IsDigit) <= MostDigits;

    [GeneratedRegex(@"\A(?=.{1,64}\z)(?:[A-Z][A-Z0-9]{0,23}(?:_[A-Z0-9]{1,24})*|bff_launch_[a-z]{1,20})\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[\p{L}0-9][\p{L}\p{M}0-9 .,'’&()/+-]{0,99}\z")]
    private static partial Regex InstitutionForm();

    [GeneratedRegex(@"\A[A-Za-z]{1,40}\z")]
    private static partial Regex KindForm();
}
