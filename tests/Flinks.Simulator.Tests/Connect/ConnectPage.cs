using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Connect;

/// <summary>A person in front of the Connect page: opens it, fills in its forms, and hears what it tells the page around it.</summary>
public sealed partial class ConnectPage(HttpClient http)
{
    private readonly List<JsonElement> _events = [];

    /// <summary>HTML of the screen.</summary>
    public string Screen { get; private set; } = "";

    public JsonElement LastStep { get; private set; }

    public IReadOnlyList<JsonElement> Events => _events;

    /// <summary>The events' names: a step, or a FlinksCode.</summary>
    public IReadOnlyList<string?> Told => [.. _events.Select(NameOf)];

    public async Task<ConnectPage> OpenAsync(string address)
    {
        var page = await http.GetStringAsync(address, RunningSimulator.Cancelled);
        Screen = ScreenIn().Match(page).Groups[1].Value;
        Take(JsonSerializer.Deserialize<JsonElement>(WebUtility.HtmlDecode(Start().Match(page).Groups[1].Value)));
        return this;
    }

    public async Task SubmitAsync(params IEnumerable<(string Name, string Value)> fields)
    {
        var action = WebUtility.HtmlDecode(Action().Match(Screen).Groups[1].Value);
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await http.PostAsync(action, form, RunningSimulator.Cancelled);
        response.EnsureSuccessStatusCode();
        Take(JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(RunningSimulator.Cancelled)));
    }

    public static string? NameOf(JsonElement told) =>
        (told.TryGetProperty("step", out var step) ? step : told.GetProperty("flinksCode")).GetString();

    private void Take(JsonElement step)
    {
        LastStep = step;
        Screen = step.TryGetProperty("screen", out var screen) ? screen.GetString() ?? "" : Screen;
        _events.AddRange(step.GetProperty("events").EnumerateArray());
    }

    [GeneratedRegex("data-start=\"([^\"]*)\"")]
    private static partial Regex Start();

    [GeneratedRegex("<main[^>]*>(.*)</main>", RegexOptions.Singleline)]
    private static partial Regex ScreenIn();

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]*)\"")]
    private static partial Regex Action();
}
