using Flinks.Client.Wire;

namespace Flinks.Simulator.Calls;

/// <summary>One banking call as it came in.</summary>
public sealed class ReceivedCall
{
    public required FlinksEndpoint Endpoint { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>Scheme and host that it was sent to.</summary>
    public string Origin { get; init; } = "";

    public required string Body { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The company id in the path.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Of the body, the path or the session that the RequestId names.</summary>
    public Guid? LoginId { get; init; }

    /// <summary>Of the body or the path.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Body of Authorize; null for other endpoints and for one that cannot be read.</summary>
    public AuthorizeQuery? Authorize { get; init; }

    /// <summary>Body of GetAccountsDetail.</summary>
    public AccountsDetailQuery? Detail { get; init; }

    /// <summary>Body of GetAccountsSummary.</summary>
    public AccountsSummaryQuery? Summary { get; init; }

    /// <summary>Body of GetStatements.</summary>
    public StatementsQuery? Statements { get; init; }

    /// <summary>Body of the attributes call.</summary>
    public AttributesQuery? Attributes { get; init; }

    /// <summary>Body of SetScheduledRefresh.</summary>
    public ScheduledRefreshQuery? ScheduledRefresh { get; init; }

    /// <summary>Body of AnswerMFAQuestions.</summary>
    public KeptAnswersQuery? KeptAnswers { get; init; }

    /// <summary>What stands behind the question mark, by name.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    public bool? MostRecentCached => Authorize?.MostRecentCached;

    /// <summary>Header <c>flinks-auth-key</c>: a token, or the secret key.</summary>
    public string? AuthKey => Headers.GetValueOrDefault("flinks-auth-key");

    /// <summary>Header <c>x-api-key</c>.</summary>
    public string? ApiKey => Headers.GetValueOrDefault("x-api-key");

    /// <summary>Status it was answered with; null while it is under way, or when a fault cut it off.</summary>
    public int? Status { get; internal set; }
}
