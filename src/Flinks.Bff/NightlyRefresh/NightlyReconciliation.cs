using Flinks.Bff.Platform.Persistence;
using Flinks.Client;

namespace Flinks.Bff.NightlyRefresh;

/// <summary>Asks Flinks once a day which logins it will not refresh, and keeps what that means for each connection.</summary>
public sealed partial class NightlyReconciliation(
    NightlyRefreshStore store, FlinksClient flinks, LoginLookup lookup, TimeProvider time, ILogger<NightlyReconciliation> logger)
{
    /// <summary>A day, less what a round may come early by: what is looked at each hour is else done every 25 hours.</summary>
    private static readonly TimeSpan CheckedEvery = TimeSpan.FromHours(24) - TimeSpan.FromMinutes(30);

    private const int BatchSize = 200;

    /// <summary>One round; there is nothing to do in most.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!await store.IsDueAsync(now - CheckedEvery, cancellationToken))
        {
            return;
        }

        var logins = await IneligibleLogins.ReadAsync(flinks, lookup, cancellationToken);
        if (!logins.AreKnown)
        {
            Log.NotRead(logger);
            return;
        }

        var checkedNow = 0;
        while (await store.ListDueAsync(now - CheckedEvery, BatchSize, cancellationToken) is { Count: > 0 } due)
        {
            foreach (var alike in due.GroupBy(connection => logins.Judge(connection, now)))
            {
                await store.CheckedAsync([.. alike.Select(connection => connection.Id)], alike.Key, now, cancellationToken);
            }

            checkedNow += due.Count;
        }

        Log.Checked(logger, checkedNow);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Compared {Count} connections with Flinks' list of logins that it does not refresh by night.")]
        public static partial void Checked(ILogger logger, int count);

        [LoggerMessage(LogLevel.Warning, "Flinks did not say which logins it does not refresh by night; the next round asks again.")]
        public static partial void NotRead(ILogger logger);
    }
}
