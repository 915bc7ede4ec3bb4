using System.Text.Json;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Accounts in our own shape, as JSON text that is never parsed into objects: an array, with the place of each account in it, so that an
/// account selection can be applied at any later read.
/// </summary>
public sealed class AccountData
{
    private static readonly ReadOnlyMemory<byte> Opening = "["u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Separator = ","u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Closing = "]"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Empty = "[]"u8.ToArray();

    private readonly List<Account> _accounts;

    public AccountData(ReadOnlyMemory<byte> json, List<Account> accounts)
    {
        Json = json;
        _accounts = accounts;
    }

    /// <summary>All accounts, a JSON array.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Finds the accounts in JSON text that was kept.</summary>
    public static AccountData Parse(ReadOnlyMemory<byte> json)
    {
        var accounts = new List<Account>();
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            var depth = reader.CurrentDepth;
            Guid? id = null;
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                if (reader.CurrentDepth == depth + 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("accountId"u8))
                {
                    reader.Read();
                    id = reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value) ? value : null;
                }
            }

            accounts.Add(new Account(id, start, (int)reader.BytesConsumed - start));
        }

        return new AccountData(json, accounts);
    }

    /// <summary>The text of the array, or of one with only those accounts that are selected.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Parts(IReadOnlyCollection<Guid>? selection)
    {
        if (selection is null)
        {
            yield return Json;
            yield break;
        }

        var before = Opening;
        foreach (var account in _accounts.Where(account => account.Id is { } id && selection.Contains(id)))
        {
            yield return before;
            yield return Json.Slice(account.Start, account.Length);
            before = Separator;
        }

        yield return before.Equals(Opening) ? Empty : Closing;
    }

    /// <summary>Where one account stands in the text.</summary>
    public readonly record struct Account(Guid? Id, int Start, int Length);
}
