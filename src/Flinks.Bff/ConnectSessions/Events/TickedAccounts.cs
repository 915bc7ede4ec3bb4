using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>
/// The accounts that a message says the person ticked. How several are written is documented nowhere: a list, commas, and a repeated parameter
/// of the address are all taken (flinks/connect.md 11).
/// </summary>
internal static class TickedAccounts
{
    private const string Member = "accountId";

    private const int MostAccounts = 200;

    /// <returns>Null where none are named, or what is named is no list of ids that could be selected.</returns>
    public static IReadOnlyList<Guid>? Of(JsonElement message)
    {
        var named = message.TryGetProperty(Member, out var accounts) ? InMember(accounts) : InAddress(message);
        var ids = named.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)).Take(MostAccounts + 1)
            .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)
            .Distinct().ToList();
        return ids.Count is > 0 and <= MostAccounts && !ids.Contains(Guid.Empty) ? ids : null;
    }

    private static IEnumerable<string> InMember(JsonElement accounts) => accounts.ValueKind == JsonValueKind.Array
        ? accounts.EnumerateArray().Select(Text)
        : accounts.ValueKind == JsonValueKind.Null ? [] : [Text(accounts)];

    private static string Text(JsonElement account) => account.ValueKind == JsonValueKind.String ? account.GetString() ?? "" : "";

    private static IEnumerable<string> InAddress(JsonElement message) =>
        message.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String && url.GetString() is { } address && address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query
            ? QueryHelpers.ParseQuery(address[query..]).Where(parameter => parameter.Key.Equals(Member, StringComparison.OrdinalIgnoreCase)).SelectMany(parameter => parameter.Value).OfType<string>()
            : [];
}
