namespace Flinks.Bff.Platform.Persistence;

/// <summary>How often and after what pauses a unit of work is tried again on a database server.</summary>
public static class RetryPauses
{
    /// <summary>A caller waits meanwhile: with growing pauses this gives up after about a quarter of a minute.</summary>
    public const int MostRetries = 6;

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Two transactions collided and one of them has won: a short pause, a different one for each loser, is enough.</summary>
    /// <returns>Null when it was tried often enough.</returns>
    public static TimeSpan? AfterConflict(int failures) =>
        failures > MostRetries ? null : TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << failures));
}
