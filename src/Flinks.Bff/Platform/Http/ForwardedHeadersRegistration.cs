using Flinks.Bff.Platform.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Http;

/// <summary>Believes <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> from the configured networks and from nowhere else.</summary>
public static class ForwardedHeadersRegistration
{
    public static IServiceCollection AddKnownProxies(this IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((headers, proxy) =>
        {
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var network in proxy.Value.KnownNetworks)
            {
                headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            }

            // Without a network to check against, the framework would believe everybody.
            headers.ForwardedHeaders = headers.KnownIPNetworks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // From the nearest hop back, as far as the hops are known.
            headers.ForwardLimit = null;
        });
        return services;
    }
}
