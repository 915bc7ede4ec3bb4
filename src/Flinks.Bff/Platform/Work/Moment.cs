namespace Flinks.Bff.Platform.Work;

/// <summary>
/// A moment to measure from by both of the machine's clocks. The wall clock may be set back; the other stands still while the machine
/// sleeps. Whoever must not think that less time has passed than did takes the longer of the two.
/// </summary>
public readonly record struct Moment(DateTimeOffset At, long Timestamp)
{
    public static Moment Now(TimeProvider time) => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>How long ago it is, at least.</summary>
    public TimeSpan Passed(TimeProvider time)
    {
        var byWall = time.GetUtcNow() - At;
        var byCounter = time.GetElapsedTime(Timestamp);
        return byWall > byCounter ? byWall : byCounter;
    }
}
