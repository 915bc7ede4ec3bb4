using System.Collections.Concurrent;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Connections;

/// <summary>Counts, per user and hour, the calls that name a login the caller does not hold: nobody gets to try out loginIds.</summary>
public sealed class ConnectionClaims(IOptions<ConnectionsOptions> options, TimeProvider time) : ISweepHere
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<UserKey, Queue<DateTimeOffset>> _claims = new();

    /// <summary>Counts one claim.</summary>
    /// <returns>Null if it is allowed, else how long until the next one is.</returns>
    public TimeSpan? Count(UserKey user)
    {
        var now = time.GetUtcNow();
        var claims = _claims.GetOrAdd(user, static _ => new Queue<DateTimeOffset>());
        lock (claims)
        {
            while (claims.TryPeek(out var oldest) && oldest <= now - Window)
            {
                claims.Dequeue();
            }

            if (claims.Count >= options.Value.ClaimsPerHour)
            {
                return claims.Peek() + Window - now;
            }

            claims.Enqueue(now);
            return null;
        }
    }

    /// <summary>Forgets users who have not claimed anything for an hour.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (user, claims) in _claims)
        {
            lock (claims)
            {
                if (claims.All(claim => claim <= now - Window))
                {
                    _claims.TryRemove(user, out _);
                }
            }
        }

        return Task.CompletedTask;
    }
}
