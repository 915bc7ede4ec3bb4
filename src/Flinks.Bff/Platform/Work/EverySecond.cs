using Flinks.Bff.Platform.Persistence;

namespace Flinks.Bff.Platform.Work;

/// <summary>What an instance looks for in the database every second.</summary>
public static class EverySecond
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Looks again and again until it is told to stop.</summary>
    /// <param name="tellBlind">Told once when the database goes away: it is away for every second of it.</param>
    public static async Task LookAsync(Func<CancellationToken, Task> look, Action<Exception> tellBlind, TimeProvider time, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Second, time);
        await using var stopping = stoppingToken.Register(timer.Dispose);
        var isBlind = false;
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                await look(stoppingToken);
                isBlind = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (IsPassing(exception))
            {
                if (!isBlind)
                {
                    tellBlind(exception);
                }

                isBlind = true;
            }
        }
    }

    /// <summary>The database is away; or the host is being taken down, and what a look stands on goes before the look is told.</summary>
    public static bool IsPassing(Exception exception) => DatabaseFault.Is(exception) || exception is ObjectDisposedException;
}
