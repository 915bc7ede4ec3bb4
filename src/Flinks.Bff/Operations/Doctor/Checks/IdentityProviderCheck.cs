using Flinks.Bff.Platform.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether callers' tokens can be checked. Asked anew: what is kept of an earlier answer would hide that there is none any more.</summary>
public sealed class IdentityProviderCheck(IOptionsMonitor<JwtBearerOptions> bearer, IOptions<AuthOptions> auth) : DoctorCheck("identity provider", DoctorNeed.Nothing)
{
    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(auth.Value.Authority))
        {
            return Ok("Tokens are checked with Auth:SigningKey; nobody has to be asked.");
        }

        var options = bearer.Get(JwtBearerDefaults.AuthenticationScheme);
        try
        {
            using var http = new HttpClient(options.BackchannelHttpHandler ?? new SocketsHttpHandler(), disposeHandler: options.BackchannelHttpHandler is null) { Timeout = options.BackchannelTimeout };
            var documents = new HttpDocumentRetriever(http) { RequireHttps = options.RequireHttpsMetadata };
            return Judge(await OpenIdConnectConfigurationRetriever.GetAsync(options.MetadataAddress, documents, cancellationToken));
        }
#pragma warning disable CA1031 // Whatever reading a stranger's document ends in: the library does not say what that can be.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Broken($"Its discovery document cannot be had ({exception.GetType().Name}): no caller can be let in.", "Look at Auth:Authority, and at what the network lets out.");
        }
    }

    private Finding Judge(OpenIdConnectConfiguration provider)
    {
        var usable = provider.SigningKeys.Count(key => key is RsaSecurityKey or ECDsaSecurityKey or X509SecurityKey or JsonWebKey { Kty: "RSA" or "EC" });
        if (string.IsNullOrEmpty(provider.Issuer))
        {
            return Broken("Its discovery document names no issuer.", "Look at Auth:Authority.");
        }

        return usable == 0
            ? Broken("It publishes no key that RS256 or ES256 could be checked with.", "Have the provider sign with RS256 or ES256.")
            : Ok($"It answers, and publishes {usable} key(s).");
    }
}
