using System.Text.Json;

namespace Flinks.Client;

/// <summary>Reads what Flinks says of its nightly refresh (flinks/api.md 12.3, 12.4).</summary>
internal static class NightlyReplies
{
    /// <summary>A bare sentence in place of an object; its wording is nobody's promise. An object says so if it is about something else.</summary>
    public static FlinksOutcome? Scheduled(ReadOnlyMemory<byte> body, bool isActivated) => ReplyBody.Read(
        body, root => root.Member("FlinksCode") is null && root.Member("HttpStatusCode")?.Number() is null or 200 ? new FlinksOutcome.Scheduled(isActivated) : null);

    public static FlinksOutcome? Status(ReadOnlyMemory<byte> body) => ReplyBody.Read(body, static root =>
        root.Member("IneligibleCards") is { ValueKind: JsonValueKind.Array } cards
            ? new FlinksOutcome.NightlyStatus([.. cards.EnumerateArray().Select(LoginOrNull).OfType<IneligibleLogin>()])
            : null);

    private static IneligibleLogin? LoginOrNull(JsonElement card) => card.Member("LoginId")?.Id() is { } id
        ? new IneligibleLogin(
            new LoginId(id),
            FlinksTime.Parse(card.Member("LastRefreshDate")?.Text()),
            FlinksCodes.WellFormed(card.Member("LastRefreshErrorCode")?.Text()?.ToUpperInvariant()),
            card.Member("LastRefreshState")?.Text() == "AnsweringSecurityChallenge")
        : null;
}
