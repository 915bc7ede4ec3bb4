namespace Flinks.Bff.Platform.Http;

/// <summary>So many calls per minute, counted in windows of our own clock; the framework's window cannot say when it ends.</summary>
public sealed class RateWindow(DateTimeOffset now)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private DateTimeOffset _opened = now;
    private int _used;

    /// <summary>Takes one call out of the window, if there is one left.</summary>
    public RateCount Take(int quota, DateTimeOffset now)
    {
        if (now - _opened >= Length || now < _opened)
        {
            _opened = now;
            _used = 0;
        }

        var isTaken = _used < quota;
        _used += isTaken ? 1 : 0;
        return new RateCount(isTaken, quota, quota - _used, _opened + Length - now);
    }
}

/// <summary>One call, taken or refused, with what the headers say about it.</summary>
public readonly record struct RateCount(bool IsTaken, int Quota, int Remaining, TimeSpan ResetsAfter);
