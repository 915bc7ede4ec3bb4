using System.Text.Json;
using Flinks.Client;

namespace Flinks.Bff.Retrievals;

/// <summary>One call to Flinks, as it is remembered: no id, no address, nothing of what was said.</summary>
/// <param name="Endpoint">Flinks' own name of it.</param>
/// <param name="Outcome">What it came to, in a word.</param>
/// <param name="Milliseconds">Of the whole call, with what it took to try it again.</param>
/// <param name="Times">How often in a row it came to the same.</param>
public sealed record UpstreamCall(DateTimeOffset At, string Endpoint, string Outcome, string? FlinksCode, long Milliseconds, int Times = 1)
{
    public static UpstreamCall Of(string endpoint, DateTimeOffset at, TimeSpan took, FlinksOutcome outcome) => new(
        at,
        endpoint,
        JsonNamingPolicy.CamelCase.ConvertName(outcome.GetType().Name),
        outcome is FlinksOutcome.MfaRequired(_, _, _, var asked) ? asked : Refusals.Of(outcome).FlinksCode,
        (long)took.TotalMilliseconds);
}

/// <summary>
/// The calls of a retrieval, as its row keeps them. They are written with what they came to, and so cost no write of their own; polls that
/// find nothing new are counted in one.
/// </summary>
public static class UpstreamCalls
{
    /// <summary>Whoever makes more is one that waits: the latest ones tell how.</summary>
    private const int MostKept = 50;

    public static string With(string? kept, UpstreamCall call)
    {
        var calls = Read(kept);
        Add(calls, call);
        return JsonSerializer.Serialize(calls, RetrievalJson.Default.ListUpstreamCall);
    }

    public static void Add(List<UpstreamCall> calls, UpstreamCall call)
    {
        if (calls is [.., var last] && (last.Endpoint, last.Outcome, last.FlinksCode) == (call.Endpoint, call.Outcome, call.FlinksCode))
        {
            calls[^1] = last with { Milliseconds = call.Milliseconds, Times = last.Times + 1 };
        }
        else
        {
            calls.Add(call);
        }

        if (calls.Count > MostKept)
        {
            calls.RemoveAt(0);
        }
    }

    public static List<UpstreamCall> Read(string? kept) => kept is null ? [] : JsonSerializer.Deserialize(kept, RetrievalJson.Default.ListUpstreamCall) ?? [];
}
