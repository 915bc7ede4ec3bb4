using System.Globalization;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether what is due is done.</summary>
public sealed class BacklogCheck(Workload workload, TimeProvider time) : DoctorCheck("backlog", DoctorNeed.Tables)
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);

    private const string Advice = "See whether an instance runs and its log for failed rounds; if all run, add one.";

    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        DateTimeOffset?[] due = [await workload.OldestRetrievalAsync(now, cancellationToken), await workload.OldestDeletionAsync(now, cancellationToken), await workload.OldestWebhookAsync(now, cancellationToken)];
        return (now - (due.Min() ?? now)) switch
        {
            var age when age > Stuck => Broken(Waits(age), Advice),
            var age when age > Late => Warning(Waits(age), Advice),
            _ => Ok("Nothing that is due has to wait."),
        };
    }

    private static string Waits(TimeSpan age) => string.Create(CultureInfo.InvariantCulture, $"What is due has been waiting for {Math.Round(age.TotalSeconds)} s.");
}
