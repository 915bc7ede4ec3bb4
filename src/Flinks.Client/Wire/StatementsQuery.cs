namespace Flinks.Client.Wire;

/// <summary>Body of <c>POST /GetStatements</c> (flinks/api.md 12.1).</summary>
public sealed class StatementsQuery
{
    public required Guid RequestId { get; init; }

    /// <summary><c>MostRecent</c>, <c>Months3</c> or, for exactly one account, <c>Months12</c>.</summary>
    public string NumberOfStatements { get; init; } = "MostRecent";

    /// <summary>Account ids; absent means all.</summary>
    public IReadOnlyList<Guid>? AccountsFilter { get; init; }
}
