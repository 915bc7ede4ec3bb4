using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Connections;

/// <summary>One bank login that the user linked, without account data.</summary>
public sealed record ConnectionBody
{
    /// <summary>Names the connection in every other call.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>Whether it works without the person.</summary>
    public required ConnectionState State { get; init; }

    /// <summary>The bank; null until the first data came.</summary>
    public required InstitutionSummary? Institution { get; init; }

    /// <summary>The language of the connect session that it was linked with; null where it was linked without one.</summary>
    [OneOf("en", "fr")]
    public required string? Language { get; init; }

    /// <summary>When it was linked, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When Flinks last read the bank, UTC; null when that is not known.</summary>
    public required DateTimeOffset? LastRefreshedAt { get; init; }

    /// <summary>The accounts that the user shares; null means all.</summary>
    public required IReadOnlyList<Guid>? SelectedAccountIds { get; init; }

    /// <summary>The retrieval that is under way, if there is one.</summary>
    public required RetrievalId? OpenRetrievalId { get; init; }

    /// <summary>The latest retrieval that brought data; null if none has.</summary>
    public required RetrievalId? LastRetrievalId { get; init; }

    /// <summary>What the person or the screen should do; `none` if all is well.</summary>
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
