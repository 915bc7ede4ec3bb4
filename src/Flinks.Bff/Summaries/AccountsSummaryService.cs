using System.Buffers;
using System.Text.Json;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Readings;
using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff.Summaries;

/// <summary>A connection's accounts without their transactions, as Flinks has them stored.</summary>
public sealed class AccountsSummaryService(FlinksClient flinks, SessionReader sessions, Readings<SummaryRead> readings, ReadingService answers, TimeProvider time)
{
    /// <param name="wait">How long the caller is held; null takes <c>Retrieval:AnswerWithin</c>.</param>
    public Task<ReadingAnswer<SummaryRead>> ShowAsync(UserKey user, ConnectionId id, TimeSpan? wait, CancellationToken cancellationToken) =>
        answers.AnswerAsync(
            user,
            new ReadingCall(id, "GET", "accounts-summary", wait),
            connection => readings.Join(connection, "", ReadAsync),
            readings.Forget,
            cancellationToken);

    public static WrittenAccountsSummary BodyOf(ReadingAnswer<SummaryRead>.Ready ready) => new()
    {
        ConnectionId = ready.Connection.Id,
        AsOf = ready.Value.AsOf,
        LastRefreshedAt = ready.Value.LastRefresh,
        Institution = ready.Value.Institution ?? InstitutionSummary.Of(ready.Connection),
        Accounts = Within(ready.Value.Accounts, ready.Connection.SelectedAccountIds),
        NextAction = ready.Next,
    };

    private Task<ReadingOutcome<SummaryRead>> ReadAsync(Reading<SummaryRead> reading, CancellationToken cancellationToken) =>
        sessions.ReadAsync<SummaryRead>(reading, (session, token) => AskAsync(session, reading.Connection.SelectedAccountIds, token), cancellationToken);

    private async Task<SessionAnswer<SummaryRead>> AskAsync(ReadSession session, List<Guid>? selection, CancellationToken cancellationToken)
    {
        var outcome = await session.Calls.CallAsync(
            "GetAccountsSummary",
            () => flinks.SummarizeAsync(session.RequestId, cancellationToken),
            () => flinks.PollSummaryAsync(session.RequestId, cancellationToken),
            cancellationToken);
        return outcome is FlinksOutcome.Collected(var payload)
            ? new SessionAnswer<SummaryRead>.Given(new SummaryRead(
                AccountShaper.Shape(payload, new DataOptions { WithTransactions = false, AccountIds = selection }),
                InstitutionOf(payload),
                payload.LastRefresh ?? session.LastRefresh,
                time.GetUtcNow()))
            : new SessionAnswer<SummaryRead>.Other(outcome);
    }

    private static JsonElement Within(AccountData accounts, IReadOnlyCollection<Guid>? selection)
    {
        var json = new ArrayBufferWriter<byte>(accounts.Json.Length);
        foreach (var part in accounts.Parts(selection))
        {
            json.Write(part.Span);
        }

        return JsonDocument.Parse(json.WrittenMemory).RootElement;
    }

    private static InstitutionSummary? InstitutionOf(AccountsPayload payload) =>
        payload is { InstitutionId: null, InstitutionName: null } ? null : new(payload.InstitutionId, payload.InstitutionName);
}

/// <summary>The accounts, as Flinks had them.</summary>
/// <param name="Institution">The bank, if Flinks named it.</param>
public sealed record SummaryRead(AccountData Accounts, InstitutionSummary? Institution, DateTimeOffset? LastRefresh, DateTimeOffset AsOf);
