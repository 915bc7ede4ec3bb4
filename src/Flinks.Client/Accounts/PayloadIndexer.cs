using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Flinks.Client;

/// <summary>
/// The one pass over a payload. Values are noted by their place; a value of an impossible type counts as absent, and a member we do not
/// know is passed over, so that nothing Flinks adds can stop us.
/// </summary>
internal ref struct PayloadIndexer
{
    /// <summary>Far above what people have; each costs 200 bytes of index.</summary>
    private const int MaxAccounts = 10_000;

    /// <summary>What fits into the largest body we read; each costs 48 bytes of index, so that <c>{},{},…</c> cannot fill the memory.</summary>
    private const int MaxTransactions = 1_000_000;

    /// <summary>What a transaction takes at least, mostly: a list of the right length from the start need not grow.</summary>
    private const int BytesPerTransaction = 160;

    private readonly PayloadIndex _index;
    private PayloadReader _reader;
    private bool _hasAccounts;

    private PayloadIndexer(ReadOnlySpan<byte> json)
    {
        _index = new PayloadIndex(Math.Min(json.Length / BytesPerTransaction, MaxTransactions));
        _reader = new PayloadReader(json);
    }

    public static PayloadIndex? Index(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return null;
        }

        try
        {
            var indexer = new PayloadIndexer(json);
            indexer.ReadPayload();
            return indexer._hasAccounts ? indexer._index : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void ReadPayload()
    {
        _reader.Read();
        if (!_reader.EnterObject())
        {
            return;
        }

        while (_reader.NextMember(out var name))
        {
            switch (name)
            {
                case var _ when Ascii.EqualsIgnoreCase(name, "Accounts"u8):
                    ReadAccounts();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "Login"u8):
                    ReadLogin();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "HttpStatusCode"u8):
                    _index.HttpStatusCode = _reader.Integer();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "FlinksCode"u8):
                    _index.FlinksCode = _reader.ShortText();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "RequestId"u8):
                    _index.RequestId = _reader.Id();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "InstitutionId"u8):
                    _index.InstitutionId = _reader.Integer();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "InstitutionName"u8):
                    _index.InstitutionName = _reader.ShortText();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "Institution"u8):
                    _index.Institution = _reader.ShortText();
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        _reader.Read();
    }

    private void ReadLogin()
    {
        if (!_reader.EnterObject())
        {
            return;
        }

        while (_reader.NextMember(out var name))
        {
            if (Ascii.EqualsIgnoreCase(name, "LastRefresh"u8))
            {
                _index.LastRefresh = _reader.Instant();
            }
            else if (Ascii.EqualsIgnoreCase(name, "Id"u8))
            {
                _index.LoginId = _reader.Id();
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private void ReadAccounts()
    {
        // Of a member that stands twice the last counts, as everywhere in JSON.
        _index.Accounts.Clear();
        _index.Transactions.Clear();
        _hasAccounts = _reader.EnterArray();
        while (_hasAccounts && _reader.NextObject())
        {
            if (_index.Accounts.Count == MaxAccounts)
            {
                throw new JsonException("More accounts than a payload can hold.");
            }

            var account = new AccountRanges();
            ReadLevel(AccountLevel.Account, ref account);
            _index.Accounts.Add(account);
        }
    }

    private void ReadLevel(AccountLevel level, ref AccountRanges account)
    {
        while (_reader.NextMember(out var name))
        {
            if (level == AccountLevel.Account && Ascii.EqualsIgnoreCase(name, "Transactions"u8))
            {
                ReadTransactions(ref account);
            }
            else if (PayloadMembers.Find(level, name) is { } member)
            {
                ReadMember(member, ref account);
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private void ReadMember(AccountMember member, ref AccountRanges account)
    {
        if (member.Field is { } field)
        {
            account[field] = member.IsNumber ? _reader.NumberRange() : _reader.TextRange();
            return;
        }

        if (member.Level is { } level && _reader.EnterObject())
        {
            account.HasHolder |= level == AccountLevel.Holder;
            account.HasAddress |= level == AccountLevel.Address;
            ReadLevel(level, ref account);
        }
    }

    private void ReadTransactions(ref AccountRanges account)
    {
        var isArray = _reader.EnterArray();
        account.FirstTransaction = _index.Transactions.Count;
        while (isArray && _reader.NextObject())
        {
            if (_index.Transactions.Count == MaxTransactions)
            {
                throw new JsonException("More transactions than a payload can hold.");
            }

            _index.Transactions.Add(ReadTransaction());
        }

        account.TransactionCount = _index.Transactions.Count - account.FirstTransaction;
    }

    private TransactionRanges ReadTransaction()
    {
        var transaction = new TransactionRanges();
        while (_reader.NextMember(out var name))
        {
            if (PayloadMembers.FindOfTransaction(name) is { } member)
            {
                transaction[member.Field] = member.IsNumber ? _reader.NumberRange() : _reader.TextRange();
            }
            else
            {
                _reader.Skip();
            }
        }

        return transaction;
    }
}
