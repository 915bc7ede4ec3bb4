using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Connections;

/// <summary>A connection, without data.</summary>
public sealed record ConnectionBody
{
    public required ConnectionId ConnectionId { get; init; }

    public required ConnectionState State { get; init; }

    public required InstitutionSummary? Institution { get; init; }

    /// <summary><c>en</c> or <c>fr</c>; null where it was linked without a connect session.</summary>
    public required string? Language { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When Flinks last read the bank, UTC; null when unknown.</summary>
    public required DateTimeOffset? LastRefreshedAt { get; init; }

    /// <summary>The accounts the user shares; null means all.</summary>
    public required IReadOnlyList<Guid>? SelectedAccountIds { get; init; }

    public required RetrievalId? OpenRetrievalId { get; init; }

    /// <summary>The latest ready retrieval.</summary>
    public required RetrievalId? LastRetrievalId { get; init; }

    public required NextAction NextAction { get; init; }

    public static ConnectionBody Of(Connection connection, Retrieval? open) => new()
    {
        ConnectionId = connection.Id,
        State = connection.State,
        Institution = InstitutionSummary.Of(connection),
        Language = connection.Language,
        CreatedAt = connection.CreatedAt,
        LastRefreshedAt = connection.LastRefreshedAt,
        SelectedAccountIds = connection.SelectedAccountIds,
        OpenRetrievalId = open?.Id,
        LastRetrievalId = connection.LastRetrievalId,
        NextAction = Next(connection, open),
    };

    private static NextAction Next(Connection connection, Retrieval? open) => (open, connection) switch
    {
        ({ State: RetrievalState.MfaRequired }, _) => NextAction.Resume(open.Id, open.WindowEndsAt),
        (not null, _) => NextAction.Poll(open.Id),
        (_, { State: ConnectionState.NeedsUser, Problem: ProblemCodes.BankActionRequired }) => NextAction.VisitBank,
        (_, { State: ConnectionState.NeedsUser }) => NextAction.Connect,
        _ => NextAction.None,
    };
}
