namespace Flinks.Bff.Platform.Work;

/// <summary>
/// A limited number of places for pieces of work. They are handed out several at a time: work is fetched in batches, and a batch for every
/// place that becomes free would be a batch of one.
/// </summary>
/// <param name="most">So many there are.</param>
/// <param name="worthwhile">Fewer free ones than this are none.</param>
public sealed class Places(int most, int worthwhile)
{
    private readonly Lock _gate = new();
    private int _taken;
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes places, and waits for them if there are none.</summary>
    /// <returns>How many; none if the waiting was ended.</returns>
    public async Task<int> TakeAsync(int wanted, CancellationToken patience)
    {
        while (true)
        {
            Task freed;
            lock (_gate)
            {
                if (most - _taken >= worthwhile)
                {
                    var taken = Math.Min(wanted, most - _taken);
                    _taken += taken;
                    return taken;
                }

                freed = _freed.Task;
            }

            await freed.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (patience.IsCancellationRequested)
            {
                return 0;
            }
        }
    }

    public void GiveBack(int places)
    {
        lock (_gate)
        {
            _taken -= places;
            if (most - _taken >= worthwhile)
            {
                _freed.TrySetResult();
                _freed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
