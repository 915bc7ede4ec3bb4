namespace Flinks.Simulator.Connect;

/// <summary>The address a successful visit ends at (flinks/connect.md 6).</summary>
internal static class ConnectRedirect
{
    public static string To(ConnectVisit visit, string loginId)
    {
        var target = visit.Parameters.RedirectUrl ?? $"{visit.Parameters.Origin}/v2/Result/{Uri.EscapeDataString(visit.Institution)}?thank-you=true";
        var hash = target.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (target, "") : (target[..hash], target[hash..]);
        var joint = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var tag = visit.Parameters.Tag is { } given ? $"&tag={Uri.EscapeDataString(given)}" : "";
        return $"{address}{joint}loginId={loginId}{tag}&institution={Uri.EscapeDataString(visit.Institution)}{fragment}";
    }
}
