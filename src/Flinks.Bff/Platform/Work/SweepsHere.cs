namespace Flinks.Bff.Platform.Work;

/// <summary>Sweeps this instance's memory. Quartz' turns are for what the instances share, and may pass this one by.</summary>
public sealed class SweepsHere(IEnumerable<ISweep> sweeps, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, time);
        await using var stopping = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            foreach (var sweep in sweeps.OfType<ISweepHere>())
            {
                await sweep.SweepAsync(time.GetUtcNow(), stoppingToken);
            }
        }
    }
}
