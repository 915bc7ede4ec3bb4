using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Audit;

/// <summary>Entries of the audit trail, the newest first.</summary>
/// <param name="Entries">At most `limit` of them.</param>
/// <param name="Next">What to send as `after` for the entries before these; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntryBody> Entries, string? Next);

/// <summary>One thing that somebody did.</summary>
public sealed record AuditEntryBody
{
    private const int ShownBytes = 8;

    /// <summary>Grows with time.</summary>
    public required long Id { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The start of the hash of the actor's issuer and subject: the same for the same person, and no name. Null for the service itself, and for somebody at the console.</summary>
    public required string? Actor { get; init; }

    /// <summary>Who it was.</summary>
    public required AuditActorKind ActorKind { get; init; }

    /// <summary>What was done.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>The connection it was done to, also one that is no more.</summary>
    public required ConnectionId? ConnectionId { get; init; }

    /// <summary>The retrieval it was done to.</summary>
    public required RetrievalId? RetrievalId { get; init; }

    /// <summary>The deletion it belongs to.</summary>
    public required DeletionId? DeletionId { get; init; }

    /// <summary>`done`, or the problem code of what was refused.</summary>
    public required string Outcome { get; init; }

    /// <summary>Finds the log lines of the same call.</summary>
    public required string? TraceId { get; init; }

    public static AuditEntryBody Of(AuditEntry entry) => new()
    {
        Id = entry.Id,
        At = entry.At,
        Actor = entry.Actor is { } actor ? Convert.ToHexStringLower(actor.AsSpan(0, ShownBytes)) : null,
        ActorKind = entry.ActorKind,
        Action = entry.Action,
        ConnectionId = entry.ConnectionId,
        RetrievalId = entry.RetrievalId,
        DeletionId = entry.DeletionId,
        Outcome = entry.Outcome,
        TraceId = entry.TraceId,
    };
}
