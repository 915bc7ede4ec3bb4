namespace Flinks.Simulator.Faults;

/// <summary>Holds calls until it is opened. Disposing opens it.</summary>
public sealed class FaultGate : IDisposable
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrivals;

    /// <summary>Done when the first call stands before the gate.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>How many calls have come to the gate.</summary>
    public int Arrivals => Volatile.Read(ref _arrivals);

    public void Open() => _opened.TrySetResult();

    public void Dispose() => Open();

    internal Task PassAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _arrivals);
        _arrived.TrySetResult();
        return _opened.Task.WaitAsync(cancellationToken);
    }
}
