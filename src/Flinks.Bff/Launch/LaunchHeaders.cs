using Microsoft.Net.Http.Headers;

namespace Flinks.Bff.Launch;

/// <summary>What the page may do: run its own script, call us, and frame Connect. Nobody may frame it, and it tells nobody where it was.</summary>
internal sealed record LaunchHeaders(string ContentSecurityPolicy, string PermissionsPolicy)
{
    /// <param name="connect">The origin of Connect.</param>
    public static LaunchHeaders For(string connect) => new(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + $"frame-src {connect}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        $"camera=(\"{connect}\"), clipboard-write=(self \"{connect}\"), fullscreen=(self \"{connect}\"), geolocation=(), microphone=(), payment=(), usb=()");

    public void SetOn(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        // A bank that signs people in in a window of its own has to be able to come back to the frame that opened it.
        headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups";
        headers[HeaderNames.XFrameOptions] = "DENY";
    }
}
