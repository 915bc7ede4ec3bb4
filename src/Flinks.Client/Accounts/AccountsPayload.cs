using System.Buffers.Text;
using System.Collections;
using System.Runtime.InteropServices;

namespace Flinks.Client;

/// <summary>
/// A GetAccountsDetail or GetAccountsSummary payload, indexed once and never parsed into objects: large ones are copied to the answer
/// span by span, and digits and texts stay as Flinks wrote them.
/// </summary>
public sealed class AccountsPayload
{
    private const int QuotedIdLength = 38;

    private readonly ReadOnlyMemory<byte> _json;
    private readonly List<AccountRanges> _accounts;
    private readonly List<TransactionRanges> _transactions;

    internal AccountsPayload(ReadOnlyMemory<byte> json, PayloadIndex index)
    {
        _json = json;
        _accounts = index.Accounts;
        _transactions = index.Transactions;
        Accounts = new AccountList(this);
        LastRefresh = index.LastRefresh;
        LoginId = index.LoginId is { } loginId ? new LoginId(loginId) : null;
        RequestId = index.RequestId is { } requestId ? new RequestId(requestId) : null;
        InstitutionId = index.InstitutionId;
        InstitutionName = index.InstitutionName ?? index.Institution;
        SaysOtherwise = index.HttpStatusCode is not (null or 200) || FlinksCodes.MeaningOf(index.FlinksCode) != FlinksMeaning.Unknown;
    }

    /// <summary>How many bytes it has.</summary>
    public int Length => _json.Length;

    /// <summary>When the data was last read from the bank; null when unknown or never.</summary>
    public DateTimeOffset? LastRefresh { get; }

    /// <summary>Null when the session was not saved.</summary>
    public LoginId? LoginId { get; }

    public RequestId? RequestId { get; }

    public int? InstitutionId { get; }

    public string? InstitutionName { get; }

    public IReadOnlyList<AccountSpans> Accounts { get; }

    /// <summary>The body itself is no success: it names another status, or a code.</summary>
    internal bool SaysOtherwise { get; }

    /// <summary>Indexes a payload; null if it is no JSON object with an array of accounts.</summary>
    public static AccountsPayload? TryRead(ReadOnlyMemory<byte> utf8)
    {
        var json = Utf8Bom.Skip(utf8);
        return PayloadIndexer.Index(json.Span) is { } index ? new AccountsPayload(json, index) : null;
    }

    internal ref readonly AccountRanges Account(int index) => ref CollectionsMarshal.AsSpan(_accounts)[index];

    internal ref readonly TransactionRanges Transaction(int index) => ref CollectionsMarshal.AsSpan(_transactions)[index];

    internal ReadOnlySpan<byte> Value(PayloadRange range) => range.Length == 0 ? "null"u8 : _json.Span.Slice(range.Start, range.Length);

    internal Guid? ReadId(PayloadRange range)
    {
        var value = Value(range);
        return value.Length == QuotedIdLength && Utf8Parser.TryParse(value[1..^1], out Guid id, out var read) && read == QuotedIdLength - 2
            ? id
            : null;
    }

    private sealed class AccountList(AccountsPayload payload) : IReadOnlyList<AccountSpans>
    {
        public int Count => payload._accounts.Count;

        public AccountSpans this[int index]
        {
            get
            {
                ArgumentOutOfRangeException.ThrowIfNegative(index);
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
                return new AccountSpans(payload, index);
            }
        }

        public IEnumerator<AccountSpans> GetEnumerator()
        {
            for (var index = 0; index < Count; index++)
            {
                yield return this[index];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
