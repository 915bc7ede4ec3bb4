using Flinks.Bff.Platform.Requests;
using Flinks.Bff.Platform.Security;

namespace Flinks.Bff.Audit;

/// <summary>Who did what: for what is no write of its own, in whose transaction it would stand.</summary>
public sealed class AuditTrail(AuditStore store, TimeProvider time)
{
    /// <summary>Durable when this has ended. Ask for it before what it tells of is handed out.</summary>
    public Task RecordAsync(AuditNote note, CancellationToken cancellationToken) => store.AddAsync(note, cancellationToken);

    /// <inheritdoc cref="RecordAsync(AuditNote, CancellationToken)"/>
    /// <param name="actor">Null for somebody at the console.</param>
    public Task OperatorDidAsync(UserKey? actor, AuditAction action, CancellationToken cancellationToken) =>
        RecordAsync(AuditNote.ByOperator(actor, action, time.GetUtcNow()), cancellationToken);

    /// <inheritdoc cref="RecordAsync(AuditNote, CancellationToken)"/>
    public Task UserDidAsync(UserKey actor, AuditAction action, string outcome, CancellationToken cancellationToken) =>
        RecordAsync(AuditNote.ByUser(actor.ToBytes(), action, time.GetUtcNow()) with { Outcome = outcome }, cancellationToken);

    /// <summary>The newest entries first, and whether there are more.</summary>
    public async Task<AuditPage> ReadAsync(AuditFilter filter, int limit, CancellationToken cancellationToken)
    {
        var page = Paging.Cut(await store.ReadAsync(filter, limit + 1, cancellationToken), limit);
        return new AuditPage([.. page.Shown.Select(AuditEntryBody.Of)], page.Next(last => new PagePlace<long>(last.At, last.Id)));
    }
}
