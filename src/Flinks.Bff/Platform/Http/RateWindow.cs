using System.Threading.RateLimiting;

namespace Flinks.Bff.Platform.Http;

/// <summary>So many calls per minute, counted in windows of our own clock; the framework's window cannot say when it ends.</summary>
public sealed class RateWindow(int quota, TimeProvider clock) : RateLimiter
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _opened = clock.GetUtcNow();
    private int _used;

    /// <summary>Time since the window closed: after it nothing is left to remember.</summary>
    public override TimeSpan? IdleDuration => clock.GetUtcNow() - _opened - Length is { Ticks: > 0 } idle ? idle : null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now - _opened >= Length || now < _opened)
            {
                _opened = now;
                _used = 0;
            }

            var acquired = _used + permitCount <= quota;
            _used += acquired ? permitCount : 0;
            return new Lease(acquired, quota, quota - _used, _opened + Length - now);
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    /// <summary>One call, taken or refused, with what the headers say about it.</summary>
    public sealed class Lease(bool acquired, int quota, int remaining, TimeSpan resetsAfter) : RateLimitLease
    {
        public override bool IsAcquired => acquired;

        public int Quota => quota;

        public int Remaining => remaining;

        public TimeSpan ResetsAfter => resetsAfter;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? resetsAfter : null;
            return metadata is not null;
        }
    }
}
