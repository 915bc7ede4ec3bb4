namespace Flinks.Client;

/// <summary>One account as the exact bytes that Flinks sent, to be copied into an answer.</summary>
public readonly struct AccountSpans
{
    private readonly AccountsPayload _payload;
    private readonly int _index;

    internal AccountSpans(AccountsPayload payload, int index)
    {
        _payload = payload;
        _index = index;
    }

    public Guid? Id => _payload.ReadId(Ranges[AccountField.Id]);

    public bool HasHolder => Ranges.HasHolder;

    public bool HasAddress => Ranges.HasAddress;

    public int TransactionCount => Ranges.TransactionCount;

    private ref readonly AccountRanges Ranges => ref _payload.Account(_index);

    /// <summary>
    /// A JSON value: for a text field a string with its quotes and escapes, or a number that Flinks wrote in its place; for a number field
    /// the digits as sent; <c>null</c> where there is none.
    /// </summary>
    public ReadOnlySpan<byte> this[AccountField field] => _payload.Value(Ranges[field]);

    /// <summary>As the indexer, of the account's transaction at that place in Flinks' order.</summary>
    public ReadOnlySpan<byte> Transaction(int index, TransactionField field)
    {
        ref readonly var ranges = ref Ranges;
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ranges.TransactionCount);

        return _payload.Value(_payload.Transaction(ranges.FirstTransaction + index)[field]);
    }
}
