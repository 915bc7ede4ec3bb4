namespace Flinks.Bff.Platform.Http;

/// <summary>
/// The windows of many callers, in a room that does not grow: who comes from a million addresses must not fill the memory. Two generations;
/// when the younger one is a window old, or full, it becomes the older one, and of that only those are kept who call again.
/// </summary>
public sealed class RateWindows<TCaller>(int quota, TimeProvider clock)
    where TCaller : notnull
{
    /// <summary>Under 20 MB. An attacker with more addresses within one minute than this is not stopped by counting addresses anyway.</summary>
    public const int MostRemembered = 100_000;

    private readonly Lock _gate = new();
    private Dictionary<TCaller, RateWindow> _younger = [];
    private Dictionary<TCaller, RateWindow> _older = [];
    private DateTimeOffset _turned = clock.GetUtcNow();

    /// <summary>How many callers are remembered now.</summary>
    public int Remembered
    {
        get
        {
            lock (_gate)
            {
                return _younger.Count + _older.Count;
            }
        }
    }

    /// <summary>Counts one call.</summary>
    public RateCount Take(TCaller caller)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            TurnIfDue(now);
            return Find(caller, now).Take(quota, now);
        }
    }

    private void TurnIfDue(DateTimeOffset now)
    {
        if (_younger.Count < MostRemembered / 2 && now - _turned < RateWindow.Length && now >= _turned)
        {
            return;
        }

        (_older, _younger) = (_younger, []);
        _turned = now;
    }

    private RateWindow Find(TCaller caller, DateTimeOffset now)
    {
        if (_younger.TryGetValue(caller, out var window))
        {
            return window;
        }

        if (!_older.Remove(caller, out window))
        {
            window = new RateWindow(now);
        }

        _younger.Add(caller, window);
        return window;
    }
}
