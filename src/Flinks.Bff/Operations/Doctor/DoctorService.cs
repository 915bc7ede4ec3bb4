using Flinks.Bff.Audit;
using Flinks.Bff.Operations.Doctor.Checks;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;

namespace Flinks.Bff.Operations.Doctor;

/// <summary>
/// Looks at everything that may be wrong. It is called for when something is: no check's fault stops the others, none may take long, and
/// none starts what it needs before that is known to be there.
/// </summary>
public sealed partial class DoctorService(IEnumerable<IDoctorCheck> checks, AuditTrail audit, TimeProvider time, ILogger<DoctorService> logger)
{
    /// <summary>For one check. There are three rounds, so that a run ends within twenty seconds whatever hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private const string NoDatabase = "The database does not answer.";
    private const string NoTables = "The database is not at this build's migration.";

    /// <param name="actor">Null for somebody at the console.</param>
    public async Task<DoctorReport> RunAsync(UserKey? actor, DoctorVisit visit, CancellationToken cancellationToken)
    {
        var ranAt = time.GetUtcNow();
        var round = await Task.WhenAll(checks.Where(check => check.Need == DoctorNeed.Nothing).Select(check => TryAsync(check, visit, cancellationToken)));
        var hasDatabase = IsWell(round, DatabaseCheck.Named);
        var second = await Task.WhenAll(Of(DoctorNeed.Database).Select(check => AskAsync(check, hasDatabase, NoDatabase)));
        var hasTables = hasDatabase && IsWell(second, MigrationsCheck.Named);
        var third = await Task.WhenAll([.. Of(DoctorNeed.Tables).Select(check => AskAsync(check, hasTables, hasDatabase ? NoTables : NoDatabase)), NoteAsync()]);
        var findings = round.Concat(second).Concat(third).SelectMany(found => found).ToDictionary(finding => finding.Name);
        return new DoctorReport(ranAt, [.. checks.SelectMany(check => check.Names).Select(name => findings[name])]);

        IEnumerable<IDoctorCheck> Of(DoctorNeed need) => checks.Where(check => check.Need == need);

        Task<IReadOnlyList<Finding>> AskAsync(IDoctorCheck check, bool canBeAsked, string why) =>
            canBeAsked ? TryAsync(check, visit, cancellationToken) : Task.FromResult(Unasked(check, why));

        async Task<IReadOnlyList<Finding>> NoteAsync()
        {
            await NoteRunAsync(actor, hasTables, cancellationToken);
            return [];
        }
    }

    private static bool IsWell(IEnumerable<IReadOnlyList<Finding>> round, string name) =>
        round.SelectMany(findings => findings).Single(finding => finding.Name == name).Verdict is Verdict.Ok or Verdict.Warning;

    private static IReadOnlyList<Finding> Unasked(IDoctorCheck check, string why) => [.. check.Names.Select(name => new Finding(name, Verdict.Unknown, why))];

    private async Task<IReadOnlyList<Finding>> TryAsync(IDoctorCheck check, DoctorVisit visit, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // Some drivers wait without giving the thread back, or without heeding the token.
            return await Task.Run(() => check.CheckAsync(visit, either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Unasked(check, $"Looked at in vain for {Patience.TotalSeconds:0} seconds.");
        }
#pragma warning disable CA1031 // The edge of a loop: the fault is a finding, and the other checks go on.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(logger, check.Names[0], DatabaseFault.Kind(exception));
            return Unasked(check, $"Could not be looked at ({DatabaseFault.Kind(exception)}).");
        }
    }

    /// <summary>The doctor is for bad days: that a run cannot be written down does not keep it from being made.</summary>
    private async Task NoteRunAsync(UserKey? actor, bool hasTables, CancellationToken cancellationToken)
    {
        if (!hasTables)
        {
            Log.NotNoted(logger, "the database cannot be written");
            return;
        }

        try
        {
            await audit.OperatorDidAsync(actor, AuditAction.DoctorRun, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception exception) when (DatabaseFault.Is(exception) || exception is TimeoutException)
        {
            Log.NotNoted(logger, DatabaseFault.Kind(exception));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The doctor could not look at {Check} ({Failure}).")]
        public static partial void Failed(ILogger logger, string check, string failure);

        [LoggerMessage(LogLevel.Warning, "A run of the doctor is missing in the audit trail: {Why}.")]
        public static partial void NotNoted(ILogger logger, string why);
    }
}
