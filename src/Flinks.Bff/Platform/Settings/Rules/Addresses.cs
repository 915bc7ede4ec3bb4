using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Questions that several rules ask of an address.</summary>
public static partial class Addresses
{
    private const int WidestV4 = 8;
    private const int WidestV6 = 7;

    public static Uri? TryAbsolute(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile && !address.Any(char.IsWhiteSpace) ? uri : null;

    public static bool IsWeb(this Uri uri) => (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Length > 0;

    /// <summary>Nothing before its host and nothing after its path: a user name there is a secret in the wrong place, or hides the host.</summary>
    public static bool IsBare(this Uri uri) => uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 && !uri.OriginalString.EndsWith('?') && !uri.OriginalString.EndsWith('#');

    /// <summary>http shows everything to everybody on the way; only this machine has no way.</summary>
    public static bool IsPlainBeyondLoopback(this Uri uri) => uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback;

    public static bool IsNetwork(string network) => IPNetwork.TryParse(network, out _);

    /// <summary>No proxies of one's own fill so much: the largest private networks are 10.0.0.0/8 and fc00::/7.</summary>
    public static bool IsMuchTooWide(string network) => IPNetwork.TryParse(network, out var parsed) && parsed switch
    {
        { BaseAddress.IsIPv4MappedToIPv6: true } => parsed.PrefixLength < 96 + WidestV4,
        { BaseAddress.AddressFamily: AddressFamily.InterNetwork } => parsed.PrefixLength < WidestV4,
        _ => parsed.PrefixLength < WidestV6,
    };

    /// <summary>A scheme that a mobile app has registered: <c>com.example.app:/connected</c>. Schemes that run or show content are not.</summary>
    public static bool IsAppScheme(this Uri uri) => AppScheme().IsMatch(uri.Scheme) && uri.Scheme is not ("javascript" or "data" or "vbscript" or "blob" or "about" or "ftp" or "ws" or "wss" or "mailto");

    [GeneratedRegex("^[a-z][a-z0-9+.-]*$")]
    private static partial Regex AppScheme();
}
