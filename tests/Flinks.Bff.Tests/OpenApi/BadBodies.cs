using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>Bodies that an operation has to refuse, made from its schema.</summary>
internal static class BadBodies
{
    private const int TooDeep = 200;

    /// <summary>Values of every kind of JSON; what a member is not, it has to refuse.</summary>
    private static readonly (string Kind, string Json)[] Values =
    [
        ("null", "null"),
        ("boolean", "true"),
        ("number", "1e400"),
        ("number", "-0.5"),
        ("string", "\"\\ud800\""),
        ("string", "\"\""),
        ("string", $"\"{new string('x', 5000)}\""),
        ("array", "[]"),
        ("array", "[null]"),
        ("array", "[[[]]]"),
        ("object", "{}"),
        ("object", "{\"x\":{}}"),
    ];

    /// <summary>What is no JSON object at all, with the member that is to blame.</summary>
    public static IEnumerable<string> NoObjects =>
    [
        "{", "}", "{\"a\":", "{a:1}", "{'a':1}", "nul", "NaN", "[]", "[{}]", "\"text\"", "1", "true", "null", "{} {}", "{}x", "\u0000", "{\"a\":1,}", "// {}\n{}",
        $"{new string('[', TooDeep)}{new string(']', TooDeep)}",
        $"{string.Concat(Enumerable.Repeat("{\"a\":", TooDeep))}1{new string('}', TooDeep)}",
    ];

    /// <summary>What the widget may have said is a list, or a text, where other bodies are not.</summary>
    public static bool AreMessages(string body) => body is "[]" or "[{}]" or "\"text\"";

    /// <summary>Bytes that are no text: as a value, as a name, and as half a surrogate pair in a name.</summary>
    public static IEnumerable<(string Member, byte[] Body)> NoText(Operation operation) =>
        from member in operation.Schemas.Members(operation.Body!).Select(member => member.Key)
        from body in new byte[][]
        {
            [.. Encoding.UTF8.GetBytes($"{{\"{member}\":\""), 0xC3, 0x28, 0xFF, .. "\"}"u8],
            [.. Encoding.UTF8.GetBytes($"{{\"{member}\":[1],\""), 0xC3, 0x28, 0xFF, .. "\":1}"u8],
            [.. Encoding.UTF8.GetBytes($"{{\"\\ud800\":1,\"{member}\":[1]}}")],
            [.. Encoding.UTF8.GetBytes($"{{\"{member}\":{{\"\\ud800\":[\"x\"]}},\"\\ud800\":1}}")],
        }
        select (member, body);

    /// <summary>A good body with a value in one member that cannot be right there, and the name of the member.</summary>
    public static IEnumerable<(string Member, string Body)> WrongMembers(Operation operation) =>
        from member in operation.Schemas.Members(operation.Body!)
        from value in Values
        where !operation.Schemas.Kinds(member.Value).Contains(value.Kind) && !(value.Kind == "number" && operation.Schemas.Kinds(member.Value).Contains("integer"))
        where value.Kind != "null" || !MayBeLeftOut(operation, member.Key)
        select (member.Key, With(operation, member.Key, value.Json));

    /// <summary>The same, with any value: whatever becomes of it, it is no fault of ours.</summary>
    public static IEnumerable<string> AnyValues(Operation operation) =>
        from member in operation.Schemas.Members(operation.Body!)
        from value in Values
        select With(operation, member.Key, value.Json);

    /// <summary>A good body in which a member stands twice.</summary>
    public static IEnumerable<(string Member, string Body)> Duplicates(Operation operation) =>
        from member in operation.Schemas.Members(operation.Body!)
        let value = operation.Schemas.Sample(member.Value)?.ToJsonString() ?? "null"
        select (member.Key, $"{With(operation, member.Key, value)[..^1]},\"{member.Key}\":{value}}}");

    /// <summary>The document does not tell null from absent; a member that need not be there may be null.</summary>
    private static bool MayBeLeftOut(Operation operation, string member) =>
        operation.Body!["required"] is not JsonArray required || !required.Any(name => (string?)name == member);

    private static string With(Operation operation, string member, string json)
    {
        var body = operation.Schemas.Sample(operation.Body!)!.AsObject();
        var text = new StringBuilder("{");
        foreach (var (name, value) in body)
        {
            text.Append(text.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"\"{name}\":{(name == member ? json : value?.ToJsonString() ?? "null")}");
        }

        return text.Append('}').ToString();
    }
}
