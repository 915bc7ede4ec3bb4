namespace Flinks.Bff.ClusterTests.Hosting;

/// <summary>A host on one database that is killed and started again, as often as a test likes.</summary>
internal sealed class RestartedHost(Dictionary<string, string?> settings) : IReachable, IAsyncDisposable
{
    private readonly List<Life> _lives = [];
    private volatile TaskCompletionSource<Life> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Life> Lives => _lives;

    public Life Current => _lives[^1];

    public Task<Life> ReachAsync(CancellationToken cancellationToken) => _listening.Task.WaitAsync(cancellationToken);

    /// <summary>Begins a new life; it need not come so far as to listen.</summary>
    public void Start() => _lives.Add(Life.Begin(_lives.Count + 1, door: 0, settings));

    public async Task ListeningAsync()
    {
        await Current.ListeningAsync();
        _listening.TrySetResult(Current);
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        if (_listening.Task.IsCompleted)
        {
            // Otherwise those who wait for it to listen wait for the next life to.
            _listening = new TaskCompletionSource<Life>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await Current.KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
        {
            await life.Process.DisposeAsync();
        }
    }
}
