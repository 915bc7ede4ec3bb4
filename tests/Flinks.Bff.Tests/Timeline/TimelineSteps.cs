using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Timeline;

internal static class TimelineSteps
{
    public static Task<BffAnswer> TimelineAsync(BffHost bff, Guid connection, string query = "") => bff.As("alice").GetAsync($"/api/v1/connections/{connection}/timeline{query}");

    public static string[] Entries(BffAnswer timeline) =>
        [.. timeline.Json.GetProperty("entries").EnumerateArray().Select(entry => $"{entry.GetProperty("kind")} {entry.GetProperty("name")}")];

    /// <param name="at">Counted from the end, if it is negative.</param>
    public static string Detail(BffAnswer timeline, int at)
    {
        var entries = timeline.Json.GetProperty("entries");
        return entries[at < 0 ? entries.GetArrayLength() + at : at].GetProperty("detail").GetRawText();
    }
}
