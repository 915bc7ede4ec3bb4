using Flinks.Bff.Tests.Start;

namespace Flinks.Bff.ClusterTests.Hosting;

/// <summary>One life of a host: from the start of its process to the end of it.</summary>
internal sealed class Life(int number, int door, BffProcess process, DateTimeOffset startedAt)
{
    /// <summary>Counted from 1; a host that is started again begins a new one.</summary>
    public int Number { get; } = number;

    /// <summary>The address at which it finds Flinks.</summary>
    public int Door { get; } = door;

    public BffProcess Process { get; } = process;

    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>Where it listens, once it does.</summary>
    public Uri? Address { get; set; }

    /// <summary>From here it can have done nothing more.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? PausedAt { get; private set; }

    public DateTimeOffset? WokenAt { get; private set; }

    public bool IsPaused => PausedAt is not null && WokenAt is null;

    /// <summary>What it said about something.</summary>
    public IEnumerable<string> LinesOn(string name) =>
        Process.Told.Split('\n').Where(line => line.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(line => $"life {Number} says {line}");

    public bool Covers(DateTimeOffset instant) => StartedAt <= instant && (EndedAt is null || instant <= EndedAt);

    public static Life Begin(int number, int door, Dictionary<string, string?> settings)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new Life(number, door, BffProcess.Start(settings), now);
    }

    public async Task ListeningAsync() => Address = await Process.ListeningAsync();

    /// <summary>It stands still, in the middle of whatever it does, and does not know it.</summary>
    public async Task PauseAsync()
    {
        PausedAt = TimeProvider.System.GetUtcNow();
        await Process.SignalAsync("STOP");
    }

    public async Task WakeAsync()
    {
        await Process.SignalAsync("CONT");
        WokenAt = TimeProvider.System.GetUtcNow();
    }

    /// <summary>It could not work for a while, or at all, between two instants.</summary>
    public bool WasAwayBetween(DateTimeOffset from, DateTimeOffset? to) =>
        (EndedAt is { } end && end >= from && (to is null || end <= to)) || (PausedAt is { } paused && (to is null || paused <= to) && (WokenAt is null || WokenAt >= from));

    public async Task KillAsync()
    {
        await Process.KillAsync();
        EndedAt = TimeProvider.System.GetUtcNow();
    }
}
