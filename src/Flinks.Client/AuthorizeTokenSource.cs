using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Flinks.Client;

/// <summary>
/// Authorize tokens, each given out once. A few are kept ready, as minting costs an Authorize a round trip; the pool is topped up after
/// use, not by a timer, so that an idle host does not call Flinks.
/// </summary>
public sealed class AuthorizeTokenSource : IDisposable
{
    private readonly FlinksCaller _caller;
    private readonly FlinksOptions _options;
    private readonly TimeProvider _time;
    private readonly FlinksMetrics _metrics;
    private readonly CancellationTokenSource _stopping;
    private readonly CancellationToken _stopped;
    private readonly Lock _gate = new();
    private readonly Queue<PooledToken> _pool = [];
    private Task _topUp = Task.CompletedTask;
    private int _generation;
    private bool _disposed;

    public AuthorizeTokenSource(IFlinksApi api, IOptions<FlinksOptions> options, TimeProvider time, FlinksMetrics metrics, IHostApplicationLifetime? lifetime = null)
    {
        _caller = new FlinksCaller(api, time);
        _options = options.Value;
        _time = time;
        _metrics = metrics;
        metrics.WatchPool(PoolSize);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(lifetime?.ApplicationStopping ?? CancellationToken.None);
        _stopped = _stopping.Token;
    }

    /// <summary>The running or last top-up; it never fails.</summary>
    internal Task TopUpCompleted
    {
        get
        {
            lock (_gate)
            {
                return _topUp;
            }
        }
    }

    /// <summary>A token for an Authorize call: from the pool, or minted now. <see cref="FlinksOutcome.Minted"/>, or why there is none.</summary>
    public async Task<FlinksOutcome> TakeAsync(CancellationToken cancellationToken)
    {
        var pooled = TakePooled();
        var outcome = pooled is { } token ? new FlinksOutcome.Minted(token) : await MintAsync(cancellationToken);
        if (outcome is FlinksOutcome.Minted)
        {
            _metrics.TokenTaken(pooled is not null);
            StartTopUp();
        }

        return outcome;
    }

    /// <summary>A token minted now, for an address: its life must begin with the address' own.</summary>
    public Task<FlinksOutcome> MintAsync(CancellationToken cancellationToken) =>
        _caller.CallAsync(FlinksCall.Mint, static (api, token) => api.GenerateAuthorizeTokenAsync(token), cancellationToken);

    /// <summary>Throws the pool away: Flinks has refused one of its tokens.</summary>
    public void Discard()
    {
        lock (_gate)
        {
            _metrics.TokensDiscarded(_pool.Count, "refused");
            _pool.Clear();
            _generation++;
        }
    }

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            _stopping.Cancel();
            _stopping.Dispose();
            Discard();
        }
    }

    internal int PoolSize()
    {
        lock (_gate)
        {
            return _pool.Count;
        }
    }

    private AuthorizeToken? TakePooled()
    {
        lock (_gate)
        {
            while (_pool.TryDequeue(out var pooled))
            {
                if (_time.GetUtcNow() - pooled.MintedAt <= _options.TokenPoolMaxAge)
                {
                    return pooled.Token;
                }

                _metrics.TokensDiscarded(1, "aged");
            }

            return null;
        }
    }

    private void StartTopUp()
    {
        lock (_gate)
        {
            if (!_topUp.IsCompleted || _stopped.IsCancellationRequested || _pool.Count >= _options.TokenPool)
            {
                return;
            }

            // Not the caller's work: neither its trace nor its cancellation.
            using (ExecutionContext.SuppressFlow())
            {
                _topUp = Task.Run(TopUpAsync, CancellationToken.None);
            }
        }
    }

    // A top-up that fails is nobody's error: the next Authorize mints for itself and learns why.
    private async Task TopUpAsync()
    {
        try
        {
            while (await TopUpByOneAsync())
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    private async Task<bool> TopUpByOneAsync()
    {
        var (generation, mintedAt) = (Volatile.Read(ref _generation), _time.GetUtcNow());
        if (await MintAsync(_stopped) is not FlinksOutcome.Minted minted)
        {
            return false;
        }

        lock (_gate)
        {
            // Minted before a Discard, it may be what was refused.
            if (generation == _generation && !_stopped.IsCancellationRequested)
            {
                _pool.Enqueue(new PooledToken(minted.Token, mintedAt));
            }

            return generation == _generation && _pool.Count < _options.TokenPool && !_stopped.IsCancellationRequested;
        }
    }

    private readonly record struct PooledToken(AuthorizeToken Token, DateTimeOffset MintedAt);
}
