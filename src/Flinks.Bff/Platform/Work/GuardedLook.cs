using Flinks.Bff.Platform.Persistence;

namespace Flinks.Bff.Platform.Work;

/// <summary>A look into the database that is made again and again, and outlives what it cannot see.</summary>
/// <param name="look">The look itself.</param>
/// <param name="tellBlind">Told once when the database goes away: it is away for every look until it is back.</param>
public sealed class GuardedLook(Func<CancellationToken, Task> look, Action<Exception> tellBlind)
{
    private bool _isBlind;

    public async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            stoppingToken.ThrowIfCancellationRequested();
            await look(stoppingToken);
            _isBlind = false;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops, and with it the looks.
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            if (!_isBlind)
            {
                tellBlind(exception);
            }

            _isBlind = true;
        }
    }

    /// <summary>The database is away; or the host is being taken down, and what a look stands on goes before the look is told.</summary>
    private static bool IsPassing(Exception exception) => DatabaseFault.Is(exception) || exception is ObjectDisposedException;
}
