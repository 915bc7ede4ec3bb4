using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Bff.ConnectSessions.Events;
using Flinks.Bff.Platform.Http;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;

namespace Flinks.Bff.Tests.ConnectSessions.Events;

/// <summary>A page that passes on what the widget in it says.</summary>
public static class WidgetSteps
{
    public static readonly Guid Account = new("0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001");

    public static readonly Guid OtherAccount = new("0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0002");

    /// <summary>Names of the recorded flows.</summary>
    public static IEnumerable<string> Flows =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "event-flow-*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>What the widget says in a recorded flow.</summary>
    public static JsonArray Flow(string name) => JsonNode.Parse(Sample.Text(name))!["events"]!.AsArray();

    /// <summary>The shapes that one message may have.</summary>
    public static IEnumerable<(string Name, JsonNode Data)> Variants =>
        JsonNode.Parse(Sample.Text("event-variants"))!["variants"]!.AsArray().Select(variant => ((string)variant!["name"]!, variant["data"]!.DeepClone()));

    /// <summary>As the service reads a body.</summary>
    public static IReadOnlyList<WidgetMessage> Read(string body) => JsonSerializer.Deserialize<WidgetMessages>(body, BffJson.Requests)!.Messages;

    public static string EventsOf(Guid session) => $"/api/v1/connect-sessions/{session}/events";

    /// <summary>The page passes a message on, or several.</summary>
    public static Task<BffAnswer> SayAsync(this BffClient user, Guid session, object said) => user.PostTextAsync(EventsOf(session), JsonSerializer.Serialize(said));

    /// <summary>Steps, each with nothing beside it.</summary>
    public static Task<BffAnswer> SayAsync(this BffClient user, Guid session, params string[] steps) => user.SayAsync(session, (object)steps.Select(step => new { step }).ToArray());

    public static Task<BffAnswer> SessionAsync(this BffClient user, Guid session) => user.GetAsync($"/api/v1/connect-sessions/{session}");

    /// <summary>Names of an answer's entries.</summary>
    public static string[] Names(this BffAnswer answer) => [.. answer.Json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("name").GetString()!)];
}
