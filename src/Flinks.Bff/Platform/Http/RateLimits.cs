using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Http;

/// <summary>
/// Limits how often a user calls us and, on routes that need no token, how often an address does. Health and webhooks are never limited:
/// who calls them does not slow down, but gives up.
/// </summary>
public sealed class RateLimits : IDisposable
{
    private static readonly PathString[] Unlimited = ["/health", "/webhooks"];

    private readonly PartitionedRateLimiter<UserKey> _users;
    private readonly PartitionedRateLimiter<IPAddress> _addresses;

    public RateLimits(IOptions<RateLimitsOptions> options, TimeProvider clock)
    {
        var quotas = options.Value;
        _users = PartitionedRateLimiter.Create<UserKey, UserKey>(user =>
            RateLimitPartition.Get(user, _ => new RateWindow(quotas.PerUserPerMinute, clock)));
        _addresses = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
            RateLimitPartition.Get(address, _ => new RateWindow(quotas.PerAddressPerMinute, clock)));
    }

    /// <summary>Calls of the path are counted.</summary>
    public static bool Counts(PathString path) => !Array.Exists(Unlimited, path.StartsWithSegments);

    public Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        if (Count(context) is not var (policy, lease))
        {
            return next(context);
        }

        var seconds = NextAction.Seconds(lease.ResetsAfter);
        context.Response.Headers["RateLimit-Policy"] = $"\"{policy}\";q={lease.Quota};w={(int)RateWindow.Length.TotalSeconds}";
        context.Response.Headers["RateLimit"] = $"\"{policy}\";r={lease.Remaining};t={seconds}";

        return lease.IsAcquired
            ? next(context)
            : new ProblemResult(new Refusal(ProblemCodes.RateLimited) { RetryAfter = lease.ResetsAfter }).ExecuteAsync(context);
    }

    public void Dispose()
    {
        _users.Dispose();
        _addresses.Dispose();
    }

    private (string Policy, RateWindow.Lease Lease)? Count(HttpContext context)
    {
        if (!Counts(context.Request.Path))
        {
            return null;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return Taken("address", _addresses.AttemptAcquire(AddressOf(context)));
        }

        // Who is not signed in gets a 401 from here on, and that costs nothing.
        return context.User.Identity is { IsAuthenticated: true } ? Taken("user", _users.AttemptAcquire(context.User.Key())) : null;
    }

    private static (string Policy, RateWindow.Lease Lease)? Taken(string policy, RateLimitLease lease) =>
        lease is RateWindow.Lease ours ? (policy, ours) : null;

    /// <summary>One IPv6 customer holds a whole /64.</summary>
    private static IPAddress AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var network = address.GetAddressBytes();
        network.AsSpan(8).Clear();
        return new IPAddress(network);
    }
}
