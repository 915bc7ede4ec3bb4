using System.Net.Mime;
using Microsoft.Net.Http.Headers;

namespace Flinks.Bff.Platform.Http;

/// <summary>
/// What a browser may do with an answer of ours, whichever it is: nothing, unless it is a page, and a page only what comes from here. A page
/// that needs something else says so itself and is not overruled.
/// </summary>
public static class BrowserRules
{
    /// <summary>JSON and the like: opened as if it were a page, it runs and shows nothing.</summary>
    private const string ForData = "default-src 'none'; frame-ancestors 'none'";

    private const string ForPages =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void SetOn(HttpResponse response)
    {
        var headers = response.Headers;
        var isPage = response.ContentType?.StartsWith(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase) == true;
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, isPage ? ForPages : ForData);
        headers.TryAdd(HeaderNames.XFrameOptions, "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
    }
}
