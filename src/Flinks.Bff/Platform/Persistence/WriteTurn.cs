namespace Flinks.Bff.Platform.Persistence;

/// <summary>
/// SQLite has one writer at a time and makes the others sleep and try again. Within this process they queue here, which is fair and fast;
/// other databases need no turns.
/// </summary>
public sealed class WriteTurn(bool oneAtATime) : IDisposable
{
    private readonly SemaphoreSlim? _turn = oneAtATime ? new SemaphoreSlim(1, 1) : null;

    public async ValueTask<IDisposable?> TakeAsync(CancellationToken cancellationToken)
    {
        if (_turn is null)
        {
            return null;
        }

        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    public void Dispose() => _turn?.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
