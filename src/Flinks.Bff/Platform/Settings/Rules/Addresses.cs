using System.Net;
using System.Text.RegularExpressions;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Questions that several rules ask of an address.</summary>
public static partial class Addresses
{
    public static Uri? TryAbsolute(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile && !address.Any(char.IsWhiteSpace) ? uri : null;

    public static bool IsWeb(this Uri uri) => (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Length > 0;

    /// <summary>http shows everything to everybody on the way; only this machine has no way.</summary>
    public static bool IsPlainBeyondLoopback(this Uri uri) => uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback;

    public static bool IsNetwork(string network) => IPNetwork.TryParse(network, out _);

    public static bool IsEverywhere(string network) => IPNetwork.TryParse(network, out var parsed) && parsed.PrefixLength == 0;

    /// <summary>A scheme that a mobile app has registered: <c>com.example.app:/connected</c>. Schemes that run or show content are not.</summary>
    public static bool IsAppScheme(this Uri uri) => AppScheme().IsMatch(uri.Scheme) && uri.Scheme is not ("javascript" or "data" or "vbscript" or "blob" or "about" or "ftp" or "ws" or "wss" or "mailto");

    [GeneratedRegex("^[a-z][a-z0-9+.-]*$")]
    private static partial Regex AppScheme();
}
