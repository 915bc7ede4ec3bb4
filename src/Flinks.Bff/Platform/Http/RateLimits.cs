using System.Net;
using System.Net.Sockets;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Http;

/// <summary>
/// Limits how often a user calls us and, on routes that need no token, how often an address does; tokens that are refused are counted by
/// address too, apart from those. Health and webhooks are never limited: who calls them does not slow down, but gives up.
/// </summary>
public sealed class RateLimits(IOptions<RateLimitsOptions> options, TimeProvider clock)
{
    /// <summary>Many customers may come from one address, and the tokens of all of them end at once when a key is changed: of those so many times more are looked at.</summary>
    private const int RefusedFactor = 10;

    private static readonly PathString[] Unlimited = ["/health", "/webhooks"];

    private readonly RateWindows<UserKey> _users = new(options.Value.PerUserPerMinute, clock);
    private readonly RateWindows<IPAddress> _addresses = new(options.Value.PerAddressPerMinute, clock);
    private readonly RateWindows<IPAddress> _refused = new(Refusable(options.Value.PerAddressPerMinute), clock);

    /// <summary>Calls of the path are counted.</summary>
    public static bool Counts(PathString path) => !Array.Exists(Unlimited, path.StartsWithSegments);

    public async Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        if (await CountAsync(context) is not var (policy, count))
        {
            await next(context);
            return;
        }

        var seconds = NextAction.Seconds(count.ResetsAfter);
        context.Response.Headers["RateLimit-Policy"] = $"\"{policy}\";q={count.Quota};w={(int)RateWindow.Length.TotalSeconds}";
        context.Response.Headers["RateLimit"] = $"\"{policy}\";r={count.Remaining};t={seconds}";
        if (count.IsTaken)
        {
            await next(context);
            return;
        }

        await new ProblemResult(new Refusal(ProblemCodes.RateLimited) { RetryAfter = count.ResetsAfter }).ExecuteAsync(context);
    }

    private async ValueTask<(string Policy, RateCount Count)?> CountAsync(HttpContext context)
    {
        if (!Counts(context.Request.Path))
        {
            return null;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return ("address", _addresses.Take(AddressOf(context)));
        }

        if (context.User.Identity is { IsAuthenticated: true })
        {
            return ("user", _users.Take(context.User.Key()));
        }

        // Who brings no token gets a 401 from here on, and that costs nothing.
        return await BringsBadTokenAsync(context) ? ("address", _refused.Take(AddressOf(context))) : null;
    }

    /// <summary>That the identity provider is away is not the caller's fault.</summary>
    private static async ValueTask<bool> BringsBadTokenAsync(HttpContext context) =>
        (await context.AuthenticateAsync()).Failure is not (null or IdentityProviderUnreachableException);

    private static int Refusable(int perAddress) => (int)Math.Min(int.MaxValue, (long)perAddress * RefusedFactor);

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
