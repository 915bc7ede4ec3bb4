using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Connections;

/// <summary>Deletes connections: closed to its user at once, asked of Flinks until Flinks agrees.</summary>
public sealed partial class DeletionService(
    DeletionStore deletions,
    ResultCache results,
    FlinksClient flinks,
    Sealer sealer,
    BackgroundWork background,
    IOptions<RetrievalOptions> options,
    TimeProvider time,
    ILogger<DeletionService> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);
    private const int BatchSize = 20;

    /// <summary>Flinks tries a webhook for four and a half hours; the rest is for what its people send again by hand.</summary>
    private static readonly TimeSpan RememberedFor = TimeSpan.FromHours(24);

    /// <summary>The receipt, confirmed by Flinks or not yet.</summary>
    /// <returns>Null if there is no such connection.</returns>
    public async Task<DeletionBody?> DeleteAsync(UserKey user, ConnectionId id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await deletions.EraseAsync(user.ToBytes(), id, now, now + LongestCall, cancellationToken) is not var (deletion, retrievals))
        {
            return null;
        }

        retrievals.ForEach(results.Forget);
        Log.Erased(logger, id, deletion.Id);
        if (deletion.LoginSealed is null)
        {
            return Receipt(deletion);
        }

        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        background.Start(async stopping =>
        {
            try
            {
                await AskFlinksAsync(deletion, stopping);
            }
            finally
            {
                asked.TrySetResult();
            }
        });
        await Task.WhenAny(asked.Task, Task.Delay(options.Value.AnswerWithin, time, cancellationToken));
        return Receipt(await deletions.FindAsync(user.ToBytes(), deletion.Id, cancellationToken) ?? deletion);
    }

    public async Task<DeletionBody?> ShowAsync(UserKey user, DeletionId id, CancellationToken cancellationToken) =>
        await deletions.FindAsync(user.ToBytes(), id, cancellationToken) is { } deletion ? Receipt(deletion) : null;

    /// <summary>One round over the deletions that Flinks has not confirmed.</summary>
    public async Task TakeUpDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var deletion in await deletions.TakeDueAsync(now, now + LongestCall, BatchSize, cancellationToken))
        {
            background.Start(stopping => AskFlinksAsync(deletion, stopping));
        }
    }

    /// <summary>While a call may be out nobody else tries.</summary>
    private static TimeSpan LongestCall => TimeSpan.FromMinutes(5);

    private async Task AskFlinksAsync(Deletion deletion, CancellationToken cancellationToken)
    {
        var outcome = await flinks.DeleteCardAsync(sealer.OpenLogin(deletion.LoginSealed!), cancellationToken);
        if (outcome is FlinksOutcome.Deleted)
        {
            var now = time.GetUtcNow();
            await deletions.ConfirmAsync(deletion.Id, now, now + RememberedFor, cancellationToken);
            Log.Confirmed(logger, deletion.Id);
            return;
        }

        var pause = FirstPause * Math.Pow(2, Math.Min(deletion.Attempts, 10));
        Log.PutOff(logger, deletion.Id, outcome.GetType().Name);
        await deletions.PutOffAsync(deletion.Id, time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause), cancellationToken);
    }

    private static DeletionBody Receipt(Deletion deletion) => new()
    {
        DeletionId = deletion.Id,
        State = deletion.ErasedAt is null ? DeletionState.Pending : DeletionState.Done,
        RequestedAt = deletion.RequestedAt,
        UpstreamConfirmedAt = deletion.UpstreamConfirmedAt,
        ErasedAt = deletion.ErasedAt,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Erased connection {ConnectionId}; the receipt is deletion {DeletionId}.")]
        public static partial void Erased(ILogger logger, ConnectionId connectionId, DeletionId deletionId);

        [LoggerMessage(LogLevel.Information, "Flinks confirmed deletion {DeletionId}.")]
        public static partial void Confirmed(ILogger logger, DeletionId deletionId);

        [LoggerMessage(LogLevel.Warning, "Flinks did not confirm deletion {DeletionId} ({Outcome}); trying again later.")]
        public static partial void PutOff(ILogger logger, DeletionId deletionId, string outcome);
    }
}

/// <summary>The receipt of a deletion: all that is left of a connection.</summary>
public sealed record DeletionBody
{
    /// <summary>Names the receipt.</summary>
    public required DeletionId DeletionId { get; init; }

    /// <summary>Whether Flinks has confirmed.</summary>
    public required DeletionState State { get; init; }

    /// <summary>When the user asked for it, UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When Flinks confirmed, UTC; stays null where another owner keeps the login there.</summary>
    public required DateTimeOffset? UpstreamConfirmedAt { get; init; }

    /// <summary>When the last trace was erased here, UTC; null until then.</summary>
    public required DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>202: gone for its user, not yet confirmed by Flinks.</summary>
/// <param name="DeletionId">Names the receipt.</param>
/// <param name="NextAction">`poll`: where the receipt is, and when to look again.</param>
public sealed record DeletionPending(DeletionId DeletionId, NextAction NextAction);

/// <summary>How far a deletion is.</summary>
public enum DeletionState
{
    /// <summary>Gone for its user; Flinks has yet to confirm.</summary>
    Pending,

    /// <summary>Gone everywhere.</summary>
    Done,
}
