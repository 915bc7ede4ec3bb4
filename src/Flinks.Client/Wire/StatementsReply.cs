namespace Flinks.Client.Wire;

/// <summary>The 200 of <c>GetStatements</c> and <c>GetStatementsAsync</c> (flinks/api.md 12.1). May be very long: we read it while it comes.</summary>
public sealed class StatementsReply
{
    public int? HttpStatusCode { get; init; }

    public IReadOnlyList<StatementsOfAccount>? StatementsByAccount { get; init; }

    public string? InstitutionName { get; init; }

    public Login? Login { get; init; }

    public int? InstitutionId { get; init; }

    public string? Institution { get; init; }

    public Guid? RequestId { get; init; }
}

/// <summary>The statements of one account; there may be none.</summary>
public sealed class StatementsOfAccount
{
    public string? AccountNumber { get; init; }

    public IReadOnlyList<Statement>? Statements { get; init; }
}

/// <summary>One statement with its document.</summary>
public sealed class Statement
{
    public string? UniqueId { get; init; }

    /// <summary><c>PDF</c>.</summary>
    public string? FileType { get; init; }

    public string? Base64Bytes { get; init; }
}
