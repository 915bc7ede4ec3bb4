namespace Flinks.Client;

/// <summary>What to collect from the bank (flinks/api.md 7.1), in our own terms.</summary>
public sealed record DataOptions
{
    public bool WithTransactions { get; init; } = true;

    public bool WithAccountIdentity { get; init; } = true;

    public bool WithKyc { get; init; } = true;

    public bool WithBalance { get; init; } = true;

    /// <summary>90 or 365. Not every bank gives a full year.</summary>
    public int DaysOfTransactions { get; init; } = 90;

    /// <summary><see cref="DaysOfTransactions"/> as Flinks takes it, in bodies and addresses alike.</summary>
    internal string DaysInFlinksWords => DaysOfTransactions > 90 ? "Days365" : "Days90";

    /// <summary>Only these accounts; <see langword="null"/> means all.</summary>
    public IReadOnlyList<Guid>? AccountIds { get; init; }
}
