using System.Collections.Frozen;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// The legal moves of a retrieval, in one table, and the changes of the row that go with each. To <see cref="RetrievalState.Ready"/> leads
/// every state in which something is waited for: a webhook may bring the data whatever we are doing.
/// </summary>
public static class RetrievalMoves
{
    private static readonly FrozenDictionary<RetrievalState, RetrievalState[]> Legal = new Dictionary<RetrievalState, RetrievalState[]>
    {
        [RetrievalState.Authorizing] =
        [
            RetrievalState.Busy, RetrievalState.MfaRequired, RetrievalState.Collecting, RetrievalState.Ready, RetrievalState.Failed, RetrievalState.Expired, RetrievalState.Superseded,
        ],
        [RetrievalState.Busy] =
        [
            RetrievalState.Authorizing, RetrievalState.MfaRequired, RetrievalState.Ready, RetrievalState.Failed, RetrievalState.Expired, RetrievalState.Superseded,
        ],
        [RetrievalState.MfaRequired] =
        [
            RetrievalState.Authorizing, RetrievalState.Collecting, RetrievalState.Ready, RetrievalState.Failed, RetrievalState.Expired, RetrievalState.Superseded,
        ],
        [RetrievalState.Collecting] =
        [
            RetrievalState.Authorizing, RetrievalState.Ready, RetrievalState.Failed, RetrievalState.Expired, RetrievalState.Superseded,
        ],
        [RetrievalState.Ready] = [],
        [RetrievalState.Failed] = [],
        [RetrievalState.Expired] = [RetrievalState.Authorizing, RetrievalState.Collecting, RetrievalState.Ready],
        [RetrievalState.Superseded] = [],
    }.ToFrozenDictionary();

    public static bool IsLegal(RetrievalState from, RetrievalState to) => Legal[from].Contains(to);

    /// <summary>Nothing leads out of the state, but for the person's late return to an expired retrieval.</summary>
    public static bool IsFinal(RetrievalState state) =>
        state is RetrievalState.Ready or RetrievalState.Failed or RetrievalState.Expired or RetrievalState.Superseded;

    /// <summary>States that a retrieval is open in.</summary>
    public static IReadOnlyList<RetrievalState> OpenStates { get; } = [.. Enum.GetValues<RetrievalState>().Where(state => !IsFinal(state))];

    /// <summary>Flinks is about to be asked to open a session.</summary>
    public static void Authorize(this Retrieval retrieval, AuthorizePurpose purpose, DateTimeOffset now)
    {
        if (retrieval.State == RetrievalState.Expired)
        {
            // The person's return starts anew what had run out of time.
            retrieval.CollectingSince = null;
        }

        retrieval.Move(RetrievalState.Authorizing);
        retrieval.Purpose = purpose;
        retrieval.OpenFor = retrieval.ConnectionId;
        retrieval.NextStepAt = now;
    }

    /// <summary>Flinks opened a session: its data are asked for next.</summary>
    public static void Collect(this Retrieval retrieval, byte[] requestIdSealed, DateTimeOffset? lastRefresh, DateTimeOffset now)
    {
        retrieval.Move(RetrievalState.Collecting);
        retrieval.RequestIdSealed = requestIdSealed;
        retrieval.ChallengesSealed = null;
        retrieval.WindowEndsAt = null;
        retrieval.Retry = false;
        retrieval.LastRefresh = lastRefresh ?? retrieval.LastRefresh;
        retrieval.CollectingSince ??= now;
        retrieval.BusySince = null;
        retrieval.DataAsked = false;
        retrieval.Attempts = 0;
        retrieval.EndedAt = null;
    }

    /// <summary>The bank asks the person; nothing happens until they answer or the window closes.</summary>
    public static void AskPerson(this Retrieval retrieval, byte[] requestIdSealed, byte[] challengesSealed, bool retry, DateTimeOffset windowEndsAt)
    {
        retrieval.Move(RetrievalState.MfaRequired);
        retrieval.RequestIdSealed = requestIdSealed;
        retrieval.ChallengesSealed = challengesSealed;
        retrieval.Retry = retry;
        retrieval.WaitForPerson(windowEndsAt);
    }

    /// <summary>What was tried with the person's return or answers did not settle it: it waits as before, or has expired meanwhile.</summary>
    public static void WaitAgain(this Retrieval retrieval, DateTimeOffset now)
    {
        if (retrieval.WindowEndsAt is { } windowEndsAt && windowEndsAt > now)
        {
            retrieval.Move(RetrievalState.MfaRequired);
            retrieval.WaitForPerson(windowEndsAt);
            return;
        }

        retrieval.Expire(now);
    }

    /// <summary>Flinks goes on in its background, or is busy: look again later. Whoever held the lease lets go of it.</summary>
    public static void LookAgain(this Retrieval retrieval, DateTimeOffset at)
    {
        retrieval.NextStepAt = at;
        retrieval.Attempts++;
        retrieval.ReleaseLease();
    }

    public static void WaitForBusy(this Retrieval retrieval, DateTimeOffset at)
    {
        if (retrieval.State == RetrievalState.Authorizing)
        {
            retrieval.Move(RetrievalState.Busy);
        }

        retrieval.LookAgain(at);
    }

    public static void Finish(this Retrieval retrieval, DateTimeOffset? lastRefresh, DateTimeOffset now)
    {
        retrieval.Move(RetrievalState.Ready);
        retrieval.AsOf = now;
        retrieval.LastRefresh = lastRefresh ?? retrieval.LastRefresh;
        retrieval.End(now);
    }

    public static void Fail(this Retrieval retrieval, string code, string? flinksCode, TimeSpan? retryAfter, DateTimeOffset now)
    {
        retrieval.Move(RetrievalState.Failed);
        retrieval.Code = code;
        retrieval.FlinksCode = flinksCode;
        retrieval.RetryAfterSeconds = retryAfter is { } pause ? (int)Math.Ceiling(pause.TotalSeconds) : null;
        retrieval.End(now);
    }

    /// <summary>Challenges and session stay: the person may still come back.</summary>
    public static void Expire(this Retrieval retrieval, DateTimeOffset now)
    {
        retrieval.Move(RetrievalState.Expired);
        retrieval.OpenFor = null;
        retrieval.NextStepAt = null;
        retrieval.EndedAt ??= now;
        retrieval.ReleaseLease();
    }

    public static void Supersede(this Retrieval retrieval, DateTimeOffset now)
    {
        retrieval.Move(RetrievalState.Superseded);
        retrieval.End(now);
    }

    private static void WaitForPerson(this Retrieval retrieval, DateTimeOffset windowEndsAt)
    {
        retrieval.WindowEndsAt = windowEndsAt;
        retrieval.NextStepAt = windowEndsAt;
        retrieval.OpenFor = retrieval.ConnectionId;
        retrieval.BusySince = null;
        retrieval.Attempts = 0;
        retrieval.EndedAt = null;
        retrieval.ReleaseLease();
    }

    private static void End(this Retrieval retrieval, DateTimeOffset now)
    {
        retrieval.OpenFor = null;
        retrieval.NextStepAt = null;
        retrieval.RequestIdSealed = null;
        retrieval.ChallengesSealed = null;
        retrieval.WindowEndsAt = null;
        retrieval.EndedAt = now;
        retrieval.ReleaseLease();
    }

    private static void ReleaseLease(this Retrieval retrieval)
    {
        retrieval.LeaseId = null;
        retrieval.LeasedUntil = null;
    }

    private static void Move(this Retrieval retrieval, RetrievalState to)
    {
        if (!IsLegal(retrieval.State, to))
        {
            throw new InvalidOperationException($"A retrieval cannot go from {retrieval.State} to {to}.");
        }

        retrieval.State = to;
    }
}
