using System.Runtime.CompilerServices;

namespace Flinks.Client;

/// <summary>Where the fields of one account stand, and which of the payload's transactions are its own.</summary>
internal struct AccountRanges
{
    private AccountFieldRanges _fields;

    public int FirstTransaction { get; set; }

    public int TransactionCount { get; set; }

    public bool HasHolder { get; set; }

    public bool HasAddress { get; set; }

    public PayloadRange this[AccountField field]
    {
        readonly get => _fields[(int)field];
        set => _fields[(int)field] = value;
    }

    [InlineArray((int)AccountField.HolderCountry + 1)]
    private struct AccountFieldRanges
    {
        private PayloadRange _first;
    }
}

/// <summary>Where the fields of one transaction stand: 48 bytes, for the 150 and more that it takes as JSON.</summary>
internal struct TransactionRanges
{
    private TransactionFieldRanges _fields;

    public PayloadRange this[TransactionField field]
    {
        readonly get => _fields[(int)field];
        set => _fields[(int)field] = value;
    }

    [InlineArray((int)TransactionField.Balance + 1)]
    private struct TransactionFieldRanges
    {
        private PayloadRange _first;
    }
}
