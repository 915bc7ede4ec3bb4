using System.Text.RegularExpressions;

namespace Flinks.Bff.ConnectSessions;

/// <summary>OAuth's errors as they may be kept: words, of which there are few. Anything else in their place could be anything.</summary>
internal static partial class CallbackWords
{
    private const string Other = "other";

    public static string? Of(string? error) => string.IsNullOrEmpty(error) ? null : Form().IsMatch(error) ? error : Other;

    [GeneratedRegex(@"\A[a-z]{1,20}(?:_[a-z]{1,20}){0,4}\z")]
    private static partial Regex Form();
}
