using System.Text.Json;
using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff.Statements;

/// <summary>
/// The numbers of the accounts that are shared. Statements name their account by its number only, and what Flinks was asked for is no proof
/// of what it gave: statements of other accounts are left out here.
/// </summary>
public sealed class SharedNumbers
{
    private readonly List<string> _numbers;

    private SharedNumbers(List<string> numbers) => _numbers = numbers;

    public static SharedNumbers Of(AccountsPayload payload, IReadOnlyList<Guid> accountIds)
    {
        var accounts = AccountShaper.Shape(payload, new DataOptions { WithTransactions = false, AccountIds = accountIds });
        using var json = JsonDocument.Parse(accounts.Json);
        return new SharedNumbers([.. json.RootElement.EnumerateArray()
            .Where(account => account.GetProperty("accountId").TryGetGuid(out var id) && accountIds.Contains(id))
            .Select(account => account.GetProperty("accountNumber").GetString())
            .OfType<string>()
            .Where(number => Digits(number).Length > 0)]);
    }

    public bool Hold(ListedStatement statement) => statement.AccountNumber is { } number && _numbers.Exists(shared => Match(shared, number));

    /// <summary>A summary may hide the first digits (flinks/api.md 6): then those that it shows have to be the last ones.</summary>
    private static bool Match(string shared, string number)
    {
        var shown = Digits(shared);
        return shared.All(sign => char.IsAsciiDigit(sign) || sign is ' ' or '-')
            ? Digits(number) == shown
            : Digits(number).EndsWith(shown, StringComparison.Ordinal);
    }

    private static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));
}
