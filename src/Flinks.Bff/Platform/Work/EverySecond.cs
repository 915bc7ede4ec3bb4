namespace Flinks.Bff.Platform.Work;

/// <summary>What an instance looks for in the database every second.</summary>
public static class EverySecond
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Looks again and again until it is told to stop.</summary>
    public static async Task LookAsync(GuardedLook look, TimeProvider time, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Second, time);
        await using var stopping = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            await look.TryAsync(stoppingToken);
        }
    }
}
