using System.Text.Json;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Timeline;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Tells a connection's retrievals as entries of its timeline. Nothing is written for it: the rows say when they began and ended, what Flinks
/// was asked for them, and whether a webhook ended them.
/// </summary>
public sealed class RetrievalHistory(RetrievalHistoryStore store)
{
    private const string WebhookName = "GetAccountsDetail";

    /// <summary>The entries of the latest retrievals that began until an instant, each retrieval's in order.</summary>
    /// <param name="most">How many retrievals.</param>
    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(ConnectionId connection, DateTimeOffset until, int most, CancellationToken cancellationToken) =>
        [.. (await store.ReadAsync(connection, until, most, cancellationToken)).SelectMany(past => Tell(past).Select((entry, number) => New(connection, past, entry, number)))];

    private static IEnumerable<Told> Tell(PastRetrieval past)
    {
        if (!past.FromWebhook)
        {
            yield return new Told(past.StartedAt, TimelineKinds.Job, "retrievalStarted", Detail(past) with { Freshness = Word($"{past.Freshness}") });
        }

        foreach (var call in UpstreamCalls.Read(past.Calls))
        {
            yield return new Told(call.At, TimelineKinds.Call, call.Endpoint, Detail(past) with
            {
                Outcome = call.Outcome,
                FlinksCode = call.FlinksCode,
                Milliseconds = call.Milliseconds,
                Times = call.Times > 1 ? call.Times : null,
            });
        }

        if (past.EndedAt is not { } endedAt)
        {
            yield break;
        }

        var end = Detail(past) with { State = Word($"{past.State}"), Code = past.Code, FlinksCode = past.FlinksCode };
        if (past.ByWebhook)
        {
            yield return new Told(endedAt, TimelineKinds.Webhook, WebhookName, end);
        }

        if (!past.FromWebhook)
        {
            yield return new Told(endedAt, TimelineKinds.Job, "retrievalEnded", end);
        }
    }

    private static RetrievalDetail Detail(PastRetrieval past) => new() { RetrievalId = past.Id };

    private static string Word(string value) => JsonNamingPolicy.CamelCase.ConvertName(value);

    private static TimelineEntry New(ConnectionId connection, PastRetrieval past, Told told, int number) => new()
    {
        Id = past.Id.Value,
        ConnectionId = connection,
        At = told.At,
        Number = number,
        Kind = told.Kind,
        Name = told.Name,
        Detail = told.Detail.ToJson(),
    };

    private sealed record Told(DateTimeOffset At, string Kind, string Name, RetrievalDetail Detail);
}
