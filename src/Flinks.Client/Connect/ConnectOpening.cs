namespace Flinks.Client;

/// <summary>One opening of Connect for a person who picks a bank and signs in (flinks/connect.md 3). What is null is left to Flinks.</summary>
public sealed record ConnectOpening
{
    public required AuthorizeToken Token { get; init; }

    /// <summary>Skips the list of banks.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>Language of the widget and of the bank's questions; another language may give another LoginId.</summary>
    public string? Language { get; init; }

    public string? RedirectUrl { get; init; }

    public bool? AccountSelectorEnable { get; init; }

    public bool? AccountSelectorMultiple { get; init; }

    /// <summary><c>cad</c> or <c>usd</c>.</summary>
    public string? AccountSelectorCurrency { get; init; }

    public bool? ShowAllAccounts { get; init; }

    public bool? ScheduleRefresh { get; init; }

    /// <summary>Comes back in the redirect and in webhooks.</summary>
    public string? Tag { get; init; }

    public DataOptions? Options { get; init; }

    /// <summary>The operator's fixed parameters; a member above beats one of the same name.</summary>
    public IReadOnlyDictionary<string, string> Configured { get; init; } = new Dictionary<string, string>();
}

/// <summary>The way back into a session in which the bank has asked something (flinks/connect.md 3.8).</summary>
public sealed record ConnectResumption
{
    public required RequestId RequestId { get; init; }

    public required AuthorizeToken Token { get; init; }

    /// <summary>Those of the retrieval.</summary>
    public required DataOptions Options { get; init; }

    /// <summary>The operator's fixed parameters; a member above beats one of the same name.</summary>
    public IReadOnlyDictionary<string, string> Configured { get; init; } = new Dictionary<string, string>();
}
