using System.Diagnostics;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;

namespace Flinks.Bff.Audit;

/// <summary>Something to be written into the trail, in the transaction that does it. It may be written more than once if that is tried again.</summary>
public sealed record AuditNote
{
    /// <summary>The outcome of what was not refused.</summary>
    public const string Done = "done";

    private AuditNote(AuditActorKind kind, byte[]? actor, AuditAction action, DateTimeOffset at) => (Kind, Actor, Action, At) = (kind, actor, action, at);

    public AuditActorKind Kind { get; }

    public byte[]? Actor { get; }

    public AuditAction Action { get; }

    public DateTimeOffset At { get; }

    public ConnectionId? ConnectionId { get; init; }

    public RetrievalId? RetrievalId { get; init; }

    public DeletionId? DeletionId { get; init; }

    public string Outcome { get; init; } = Done;

    /// <summary>Of the call that is served at this moment; who writes it later is served by another.</summary>
    private string? TraceId { get; } = Activity.Current?.TraceId.ToHexString();

    public static AuditNote ByUser(byte[] user, AuditAction action, DateTimeOffset at) => new(AuditActorKind.User, user, action, at);

    /// <param name="actor">Null for somebody at the console, whom we do not know.</param>
    public static AuditNote ByOperator(UserKey? actor, AuditAction action, DateTimeOffset at) => new(AuditActorKind.Operator, actor?.ToBytes(), action, at);

    public static AuditNote BySystem(AuditAction action, DateTimeOffset at) => new(AuditActorKind.System, actor: null, action, at);

    public override string ToString() => $"{Action} at {At:O}";

    /// <summary>A row of its own for each try: one that was rolled back has been given a number already.</summary>
    public void AddTo(BffDbContext db) => db.AuditEntries.Add(new AuditEntry
    {
        At = At,
        ActorKind = Kind,
        Actor = Actor,
        Action = Action,
        ConnectionId = ConnectionId,
        RetrievalId = RetrievalId,
        DeletionId = DeletionId,
        Outcome = Outcome,
        TraceId = TraceId,
    });
}
