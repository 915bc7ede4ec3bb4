using System.Globalization;
using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Retrievals;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>
/// Whether Flinks has switched on Resume for us. It cannot be asked (flinks/connect.md 7), and where it is off the widget shows its first
/// page instead of the bank's question; so what is known is how people fared who were sent there.
/// </summary>
public sealed class ResumeCheck(IDbContextFactory<BffDbContext> contexts) : DoctorCheck("resume", DoctorNeed.Tables)
{
    /// <summary>So many of the latest are looked at.</summary>
    private const int Latest = 100;

    /// <summary>Fewer people than this may all have walked away.</summary>
    private const int Telling = 10;

    private const string Advice = "Ask Flinks whether Resume is switched on for your instance; without it a person who is sent to the widget sees its first page.";

    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sent = await LatestAsync(db, AuditAction.ResumeUrlGiven, cancellationToken);
        var back = await LatestAsync(db, AuditAction.RetrievalResumed, cancellationToken);
        var succeeded = await db.Retrievals
            .Where(retrieval => back.Contains(retrieval.Id) && retrieval.Purpose == AuthorizePurpose.Resume && retrieval.State == RetrievalState.Ready)
            .MaxAsync(retrieval => retrieval.EndedAt, cancellationToken);
        return (succeeded, sent.Count) switch
        {
            ({ } at, _) => Ok(string.Create(CultureInfo.InvariantCulture, $"It is switched on: somebody answered in the widget and their data came, last at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z.")),
            (null, 0) => Unknown("Nobody has been sent to the widget to answer their bank lately.", Advice),
            (null, >= Telling) => Warning($"Of the last {sent.Count} retrievals whose people were sent to the widget none came to data that way.", Advice),
            _ => Unknown("Too few people have been sent to the widget lately to tell.", Advice),
        };
    }

    private static async Task<List<Platform.Identifiers.RetrievalId>> LatestAsync(BffDbContext db, AuditAction action, CancellationToken cancellationToken)
    {
        var latest = await db.AuditEntries
            .Where(entry => entry.Action == action && entry.RetrievalId != null)
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
            .Select(entry => entry.RetrievalId!.Value)
            .Take(Latest)
            .ToListAsync(cancellationToken);
        return [.. latest.Distinct()];
    }
}
