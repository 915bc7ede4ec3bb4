using System.Text.Json;
using System.Text.RegularExpressions;

namespace Flinks.Bff.Platform.Requests;

/// <summary>Members as the caller knows them.</summary>
public static partial class MemberNames
{
    /// <summary><c>Options.DaysOfTransactions</c> becomes <c>options.daysOfTransactions</c>; a key in brackets, being the caller's own word, is cut off.</summary>
    public static string CamelCase(string path)
    {
        var plain = KeyInBrackets().Replace(path, string.Empty);
        var members = plain.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName);
        return plain.Length == 0 ? "body" : string.Join('.', members);
    }

    [GeneratedRegex(@"\[(?!\d+\]).*")]
    private static partial Regex KeyInBrackets();
}
