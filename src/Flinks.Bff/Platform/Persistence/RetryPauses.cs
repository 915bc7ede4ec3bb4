namespace Flinks.Bff.Platform.Persistence;

/// <summary>How often and after what pauses a unit of work is tried again on a database server.</summary>
public static class RetryPauses
{
    /// <summary>A caller waits meanwhile: with growing pauses this gives up after about a quarter of a minute.</summary>
    public const int MostRetries = 6;

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>In every collision somebody wins, so a crowd at one row needs more tries than a server that is away.</summary>
    private const int MostConflicts = 12;

    private const int LongestConflictPauseShift = 5;

    /// <summary>Two transactions collided and one of them has won: a short pause, a different one for each loser, is enough.</summary>
    /// <returns>Null when it was tried often enough.</returns>
    public static TimeSpan? AfterConflict(int failures) => failures > MostConflicts
        ? null
        : TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << Math.Min(failures, LongestConflictPauseShift)));
}
