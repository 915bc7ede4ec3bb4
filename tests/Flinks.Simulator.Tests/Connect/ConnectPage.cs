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

    /// <summary>Ids of the accounts to choose from.</summary>
    public IReadOnlyList<string> Accounts => [.. Account().Matches(Screen).Select(account => account.Groups[1].Value)];

    /// <summary>The events' names: a step, or a FlinksCode.</summary>
    public IReadOnlyList<string?> Told => [.. _events.Select(NameOf)];

    public async Task<ConnectPage> OpenAsync(string address)
    {
        var page = await http.GetStringAsync(address, RunningSimulator.Cancelled);
        Screen = ScreenIn().Match(page).Groups[1].Value;
        Take(JsonSerializer.Deserialize<JsonElement>(WebUtility.HtmlDecode(Start().Match(page).Groups[1].Value)));
        return this;
    }

    /// <summary>Sends the screen's first form.</summary>
    public Task SubmitAsync(params IEnumerable<(string Name, string Value)> fields) =>
        SubmitToAsync(WebUtility.HtmlDecode(Action().Match(Screen).Groups[1].Value), fields);

    /// <summary>Sends the screen's form that goes to an address that ends so.</summary>
    public Task SubmitFormAsync(string ending, params IEnumerable<(string Name, string Value)> fields) => SubmitToAsync(
        Action().Matches(Screen).Select(form => form.Groups[1].Value).Single(action => action.EndsWith(ending, StringComparison.Ordinal)), fields);

    /// <summary>Sends a form that the screen does not have.</summary>
    public Task SubmitInsteadAsync(string action, params IEnumerable<(string Name, string Value)> fields) => SubmitToAsync(AddressOf(action), fields);

    public string AddressOf(string action) => $"{Visit().Match(Screen).Value}{action}";

    /// <summary>What the bank's own page, in a window of its own, is told.</summary>
    public async Task<string> SayAtBankAsync(bool allow, string username = "greatday_nomfa")
    {
        using var form = new FormUrlEncodedContent([new("allow", allow ? "true" : "false"), new("username", username)]);
        using var response = await http.PostAsync(AddressOf("provider"), form, RunningSimulator.Cancelled);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(RunningSimulator.Cancelled);
    }

    private async Task SubmitToAsync(string action, IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await http.PostAsync(action, form, RunningSimulator.Cancelled);
        response.EnsureSuccessStatusCode();
        Take(JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(RunningSimulator.Cancelled)));
    }

    public static string? NameOf(JsonElement told) =>
        told.TryGetProperty("step", out var step) || told.TryGetProperty("flinksCode", out step) ? step.GetString() : null;

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

    [GeneratedRegex("name=\"account\" value=\"([^\"]*)\"")]
    private static partial Regex Account();

    [GeneratedRegex("/v2/visits/[^/]*/")]
    private static partial Regex Visit();

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]*)\"")]
    private static partial Regex Action();
}
