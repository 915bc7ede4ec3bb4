namespace Flinks.Client;

/// <summary>A statement without its document.</summary>
/// <param name="AccountNumber">As the bank writes it; null if Flinks gave none.</param>
/// <param name="UniqueId">Flinks' name of the statement. May hold the account number.</param>
/// <param name="FileType"><c>PDF</c>, or a word to come.</param>
public sealed record ListedStatement(string? AccountNumber, string UniqueId, string FileType)
{
    public override string ToString() => "***";
}

/// <summary>How far back statements are asked for.</summary>
public enum StatementPeriod
{
    MostRecent,
    Months3,

    /// <summary>Flinks gives it for exactly one account at a time.</summary>
    Months12,
}

/// <summary>Which statements are asked for.</summary>
/// <param name="AccountIds">Of these accounts; null means all.</param>
public sealed record StatementsWanted(StatementPeriod Period, IReadOnlyList<Guid>? AccountIds);
