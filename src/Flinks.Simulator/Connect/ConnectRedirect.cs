namespace Flinks.Simulator.Connect;

/// <summary>The addresses a visit ends at (flinks/connect.md 6 and 9).</summary>
internal static class ConnectRedirect
{
    public static string To(ConnectVisit visit, string loginId)
    {
        var demo = visit.Parameters.Demo ? "&demo=true" : "";
        var target = visit.Parameters.RedirectUrl ?? $"{visit.Parameters.Origin}/v2/Result/{Uri.EscapeDataString(visit.Institution)}?thank-you=true{demo}";
        var account = visit.ChosenAccounts.Count > 0 ? $"&accountId={Uri.EscapeDataString(string.Join(',', visit.ChosenAccounts))}" : "";
        var tag = visit.Parameters.Tag is { } given ? $"&tag={Uri.EscapeDataString(given)}" : "";
        return With(target, $"loginId={loginId}{account}{tag}&institution={Uri.EscapeDataString(visit.Institution)}");
    }

    /// <summary>The person refused at the bank's own page, and left Connect for it; null when there is nowhere to go back to.</summary>
    public static string? Refused(ConnectVisit visit) => visit.Parameters.RedirectUrl is { } target
        ? With(target, $"error=access_denied&error_description={Uri.EscapeDataString("The person refused at the bank.")}")
        : null;

    private static string With(string target, string query)
    {
        var hash = target.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (target, "") : (target[..hash], target[hash..]);
        var joint = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{address}{joint}{query}{fragment}";
    }
}
