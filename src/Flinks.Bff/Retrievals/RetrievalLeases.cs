using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Leases say who works on a row. One is taken by a guarded update, renewed while a call is out, and looked at again right before each
/// request to Flinks (<see cref="LeasedCallHandler"/>): an instance that was stopped for longer than its lease finds out before it does
/// anything.
/// </summary>
public sealed class RetrievalLeases(LeaseStore store, TimeProvider time)
{
    /// <summary>Long enough to ride out a slow database, short enough that a dead instance's work is taken up soon.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);

    private readonly AsyncLocal<Kept?> _current = new();

    /// <summary>The lease under which the present flow of calls works; null for what needs none.</summary>
    public Kept? Current => _current.Value;

    /// <summary>Marks the row as ours from now on; the caller saves it.</summary>
    public static void Take(Retrieval retrieval, DateTimeOffset now)
    {
        retrieval.LeaseId = Guid.NewGuid();
        retrieval.LeasedUntil = now + Length;
    }

    /// <summary>From here on the present flow of calls works under the row's lease.</summary>
    public Kept Keep(Retrieval retrieval, CancellationToken cancellationToken) =>
        _current.Value = new Kept(retrieval, store, time, cancellationToken);

    /// <summary>A lease that is being renewed until it is disposed of.</summary>
    public sealed class Kept : IAsyncDisposable
    {
        private readonly Retrieval _retrieval;
        private readonly LeaseStore _store;
        private readonly TimeProvider _time;
        private readonly CancellationToken _cutOff;
        private readonly Guid? _leaseId;
        private readonly PeriodicTimer _timer;
        private readonly Task _renewing;
        private readonly Lock _gate = new();
        private Moment _since;

        internal Kept(Retrieval retrieval, LeaseStore store, TimeProvider time, CancellationToken cancellationToken)
        {
            _retrieval = retrieval;
            _store = store;
            _time = time;
            _leaseId = retrieval.LeaseId;
            _since = new Moment((retrieval.LeasedUntil ?? default(DateTimeOffset) + Length) - Length, time.GetTimestamp());
            _cutOff = cancellationToken;
            _timer = new PeriodicTimer(RenewEvery, time);
            _renewing = RenewAsync();
        }

        /// <summary>Since when it is ours for its length.</summary>
        private Moment Since
        {
            get
            {
                lock (_gate)
                {
                    return _since;
                }
            }
            set
            {
                lock (_gate)
                {
                    _since = value;
                }
            }
        }

        /// <summary>The row still names us, by the clocks or by asking.</summary>
        public async ValueTask<bool> IsHeldAsync()
        {
            if (_retrieval.LeaseId is null || _retrieval.LeaseId != _leaseId)
            {
                return false;
            }

            return Since.Passed(_time) < Length - RenewEvery || await TryRenewAsync();
        }

        public async ValueTask DisposeAsync()
        {
            _timer.Dispose();
            await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private async Task RenewAsync()
        {
            while (await _timer.WaitForNextTickAsync(CancellationToken.None))
            {
                try
                {
                    if (!await TryRenewAsync())
                    {
                        return;
                    }
                }
                catch (Exception exception) when (DatabaseFault.Is(exception))
                {
                    // The database is away for a moment; there is time for another try before the lease lapses.
                }
            }
        }

        private async Task<bool> TryRenewAsync()
        {
            var now = Moment.Now(_time);
            if (!await _store.RenewLeaseAsync(_retrieval.Id, _leaseId, now.At + Length, _cutOff))
            {
                return false;
            }

            Since = now;
            return true;
        }
    }
}
