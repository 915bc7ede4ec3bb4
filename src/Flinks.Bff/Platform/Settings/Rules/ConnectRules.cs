using System.Text;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>What the widget is opened with, and where people are sent back to.</summary>
public static class ConnectRules
{
    private static readonly string[] Ours = ["authorizeToken", "requestId", "sync"];

    public static IEnumerable<string> Complaints(ConnectOptions connect, BffOptions bff) =>
    [
        .. connect.Parameters.Keys.Where(IsOurs).Select(name => $"Connect:Parameters:{name} is a parameter that we set ourselves"),
        .. connect.RedirectUrls.Index().SelectMany(url => Redirect(url.Index, url.Item)),
        .. PublicUrl(bff.PublicUrl, connect.RedirectUrls.Count > 0),
    ];

    private static bool IsOurs(string name)
    {
        var plain = Uri.UnescapeDataString(name).Trim();
        return Ours.Contains(plain, StringComparer.OrdinalIgnoreCase) || plain.StartsWith("bff_", StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Redirect(int index, string url)
    {
        var name = $"Connect:RedirectUrls:{index}";
        if (Addresses.TryAbsolute(url) is not { } uri || !(uri.IsWeb() || uri.IsAppScheme()) || url.Contains('#', StringComparison.Ordinal) || uri.UserInfo.Length > 0)
        {
            return [$"{name} is not an absolute address without user and fragment"];
        }

        if (!Ascii.IsValid(url))
        {
            return [$"{name} holds letters beyond ASCII; percent-encode them (a header carries it)"];
        }

        return uri.IsPlainBeyondLoopback() ? [$"{name} is plain http beyond loopback"] : [];
    }

    private static IEnumerable<string> PublicUrl(string? url, bool isNeeded)
    {
        if (string.IsNullOrEmpty(url))
        {
            return isNeeded ? ["Bff:PublicUrl is missing (Connect:RedirectUrls need it)"] : [];
        }

        if (Addresses.TryAbsolute(url) is not { } uri || !uri.IsWeb() || !uri.IsBare())
        {
            return ["Bff:PublicUrl is not an absolute http(s) address without user, query and fragment"];
        }

        return uri.IsPlainBeyondLoopback() ? ["Bff:PublicUrl is plain http beyond loopback"] : [];
    }
}
