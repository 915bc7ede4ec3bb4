using Microsoft.Extensions.Options;

namespace Flinks.Client;

/// <summary>The last look before a call leaves: it carries our keys, and Flinks alone may see them.</summary>
internal sealed class OnlyFlinksHandler(IOptions<FlinksOptions> options) : DelegatingHandler
{
    private readonly string _origin = OriginOf(new Uri(options.Value.ApiRoot));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { IsAbsoluteUri: true } address && OriginOf(address) == _origin
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException("A call to Flinks was about to go elsewhere.");

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
