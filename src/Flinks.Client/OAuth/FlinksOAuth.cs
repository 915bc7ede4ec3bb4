using Microsoft.Extensions.Options;

namespace Flinks.Client;

/// <summary>
/// Begins a sign-in on a bank's own site (flinks/connect.md 9). It stands beside the addresses of <see cref="IFlinksApi"/>, as no company is
/// named in it: Flinks knows us by the address to come back to, which it has to have allowed.
/// </summary>
public sealed class FlinksOAuth(IFlinksApi api, IHttpClientFactory clients, IOptions<FlinksOptions> options, TimeProvider time)
{
    private readonly FlinksCaller _caller = new(api, time);

    public async Task<FlinksOutcome> StartAsync(SignInWanted wanted, CancellationToken cancellationToken)
    {
        Uri? address = null;
        var outcome = await _caller.CallAsync(
            FlinksCall.Inform,
            async (_, token) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(wanted));
                var response = await clients.CreateClient(FlinksClientRegistration.HttpClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                address = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;
                return response;
            },
            static _ => null,
            cancellationToken);
        return address is not null && Absolute(address) is { } signIn ? new FlinksOutcome.SignInOffered(signIn) : outcome;
    }

    private Uri AddressOf(SignInWanted wanted)
    {
        (string Name, string Value)[] query =
            [("institution_id", wanted.InstitutionId), ("redirect_uri", wanted.RedirectUri), ("state", wanted.State), ("lang", wanted.Language), ("tag", wanted.Tag)];
        return new Uri($"{options.Value.ApiRoot}/oauth/authorize?{string.Join('&', query.Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value)}"))}");
    }

    /// <summary>A person will be sent there: nothing that a browser would not show as a site, and plain http only where Flinks itself is reached by it.</summary>
    private Uri? Absolute(Uri address)
    {
        var root = new Uri(options.Value.ApiRoot);
        return Uri.TryCreate(root, address, out var absolute) && (absolute.Scheme == Uri.UriSchemeHttps || (absolute.Scheme == Uri.UriSchemeHttp && root.Scheme == Uri.UriSchemeHttp))
            ? absolute
            : null;
    }
}

/// <summary>A sign-in that is to begin.</summary>
/// <param name="RedirectUri">Where the bank sends the person back to.</param>
/// <param name="State">Comes back with them.</param>
/// <param name="Language"><c>en</c> or <c>fr</c>.</param>
/// <param name="Tag">Comes back in replies and webhooks.</param>
public sealed record SignInWanted(string InstitutionId, string RedirectUri, string State, string Language, string Tag)
{
    public override string ToString() => "***";
}
