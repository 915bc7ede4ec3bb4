using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Client.Wire;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Attributes;

/// <summary>The rules of enrichment (flinks/api.md 12.7): it looks at what GetAccountsDetail has collected in the same session.</summary>
internal sealed class AttributesDesk(SimulatedFlinks flinks)
{
    private const string OnlyCategory = "Operations";

    public BankingReply Compute(ReceivedCall call)
    {
        if (Mistake(call.Attributes) is { } mistake)
        {
            return BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST", mistake));
        }

        lock (flinks.Gate)
        {
            if (flinks.FindSession(call.RequestId ?? Guid.Empty) is not { State: not (SessionState.Failed or SessionState.Ended) } session || session.Login.LoginId != call.LoginId)
            {
                return BankingReply.Of(FlinksErrors.Plain("SESSION_NONEXISTENT"));
            }

            if (session.IsExpired(flinks.Now, flinks.Options))
            {
                return BankingReply.Of(FlinksErrors.Plain("SESSION_EXPIRED"));
            }

            return session is { State: SessionState.Ready, Detail: { } detail }
                ? Computed(session, detail, call.Attributes!)
                : BankingReply.Of(SessionReplies.Pending(session, endpointToName: null));
        }
    }

    private static string? Mistake(AttributesQuery? query) => query switch
    {
        null or { Attributes: null } or { Attributes.Card: null or { Count: 0 } } => "At least a single attribute must be provided.",
        { Attributes.Card: { } names } when names.Any(name => !SimulatedAttributes.Knows(name)) => "One or more attributes are not valid.",
        { Filters.AccountCategory: { } categories } when categories.Any(category => category != OnlyCategory) => "The account category is not valid.",
        { AccountFilter.Count: 0 } => "The account filter is not valid.",
        _ => null,
    };

    private BankingReply Computed(Session session, AccountsDetailQuery detail, AttributesQuery query)
    {
        var today = DateOnly.FromDateTime(flinks.Now.UtcDateTime);
        var rows = session.Login.Book.Detail(detail, today)
            .Where(account => query.Filters?.AccountCategory is null || account.Category == OnlyCategory)
            .Where(account => query.AccountFilter is not { } filter || (account.Id is { } id && filter.Contains(id)))
            .SelectMany(account => account.Transactions ?? [])
            .ToList();
        if (rows.Count < SimulatedAttributes.FewestRows)
        {
            return BankingReply.Of(FlinksErrors.Plain("NO_TRANSACTION"));
        }

        var card = new JsonObject { ["Id"] = session.Login.LoginId };
        foreach (var name in query.Attributes.Card)
        {
            card[name] = SimulatedAttributes.Value(name, rows);
        }

        return BankingReply.Of(new JsonObject
        {
            ["HttpStatusCode"] = StatusCodes.Status200OK,
            ["Card"] = card,
            ["Login"] = JsonSerializer.SerializeToNode(SessionReplies.LoginOf(session), ReplyJson.Detail),
            ["RequestId"] = session.RequestId,
            ["AttributesDetail"] = new JsonArray(),
        });
    }
}
