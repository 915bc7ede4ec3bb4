using System.Text.Json;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Readings;
using Flinks.Client;
using Flinks.Client.Wire;

namespace Flinks.Bff.Attributes;

/// <summary>What Flinks computes of the transactions that it has stored: it wants them collected with the same RequestId first (flinks/api.md 12.7).</summary>
public sealed class AttributesService(
    FlinksClient flinks, SessionReader sessions, Readings<AttributesCard> readings, ReadingService answers, ConnectionStore connections)
{
    /// <summary>Attributes look back as far as Flinks has transactions; the depth is that of the detail before them.</summary>
    private const int Days = 365;

    public async Task<ReadingAnswer<AttributesCard>> ComputeAsync(
        UserKey user, ConnectionId id, ComputeAttributes request, TimeSpan? wait, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(user.ToBytes(), id, cancellationToken) is { } connection && Within(request, connection) is { Count: 0 })
        {
            return new ReadingAnswer<AttributesCard>.Refused(Refusal.Invalid("accountIds", "Names no account that is shared."));
        }

        return await answers.AnswerAsync(user, new ReadingCall(id, "POST", "attributes", wait), known => Join(known, request), readings.Forget, cancellationToken);
    }

    /// <summary>Of the accounts that are shared, those that are meant; null means all.</summary>
    private static List<Guid>? Within(ComputeAttributes request, Connection connection) =>
        request.AccountIds is not { } asked ? connection.SelectedAccountIds
        : connection.SelectedAccountIds is { } shared ? [.. asked.Intersect(shared)]
        : [.. asked.Distinct()];

    private Reading<AttributesCard> Join(Connection connection, ComputeAttributes request)
    {
        var query = new AttributesQuery
        {
            Attributes = new AttributeNames { Card = [.. request.Attributes.Distinct(StringComparer.Ordinal)] },
            Filters = request.AccountCategories is { } categories ? new AttributeFilters { AccountCategory = categories } : null,
            AccountFilter = Within(request, connection),
        };
        return readings.Join(
            connection,
            JsonSerializer.Serialize(query, FlinksJson.Default.AttributesQuery),
            (reading, stopping) => sessions.ReadAsync<AttributesCard>(reading, (session, token) => AskAsync(session, query, token), stopping));
    }

    private async Task<SessionAnswer<AttributesCard>> AskAsync(ReadSession session, AttributesQuery query, CancellationToken cancellationToken)
    {
        // The selection may have been narrowed to nothing since it was looked at; an empty filter would mean all accounts.
        if (query.AccountFilter is { Count: 0 })
        {
            return new SessionAnswer<AttributesCard>.Given(new AttributesCard(new Dictionary<string, JsonElement>()));
        }

        var options = new DataOptions { WithKyc = false, DaysOfTransactions = Days, AccountIds = query.AccountFilter };
        var collected = await session.Calls.CallAsync(
            "GetAccountsDetail",
            () => flinks.CollectAsync(session.RequestId, options, cancellationToken),
            () => flinks.PollAsync(session.RequestId, cancellationToken),
            cancellationToken);
        if (collected is not FlinksOutcome.Collected)
        {
            return new SessionAnswer<AttributesCard>.Other(collected);
        }

        var outcome = await session.Calls.CallAsync("Attributes", () => flinks.AnalyseAsync(session.LoginId, session.RequestId, query, cancellationToken), cancellationToken);
        return outcome is FlinksOutcome.Analysed(var card)
            ? new SessionAnswer<AttributesCard>.Given(new AttributesCard(Shown(card, session.LoginId)))
            : new SessionAnswer<AttributesCard>.Other(outcome);
    }

    /// <summary>Flinks speaks of a login as a card too: its id, if it stands there, stays here.</summary>
    private static Dictionary<string, JsonElement> Shown(JsonElement card, LoginId loginId)
    {
        var shown = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in card.EnumerateObject().Where(member => !(member.Value.ValueKind == JsonValueKind.String && member.Value.TryGetGuid(out var id) && id == loginId.Reveal())))
        {
            shown[member.Name] = member.Value;
        }

        return shown;
    }
}

/// <summary>What Flinks computed, by its own names.</summary>
public sealed record AttributesCard(IReadOnlyDictionary<string, JsonElement> Members);
