using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Readings;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Timeline;
using Flinks.Client;

namespace Flinks.Bff.Statements;

/// <summary>A connection's statements, as Flinks has them stored.</summary>
public sealed class StatementsService(
    FlinksClient flinks,
    FlinksStatements statements,
    SessionReader sessions,
    Readings<StatementsRead> readings,
    ReadingService answers,
    ConnectionStore connections,
    CallJournal journal)
{
    public async Task<ReadingAnswer<StatementsRead>> ListAsync(
        UserKey user, ConnectionId id, StatementsQuestion question, TimeSpan? wait, CancellationToken cancellationToken) =>
        await RefuseAsync(user, id, question, cancellationToken) is { } refusal
            ? new ReadingAnswer<StatementsRead>.Refused(refusal)
            : await answers.AnswerAsync(user, Call(id, question, "statements", wait), connection => JoinNew(connection, question), Told, cancellationToken);

    public async Task<StatementAnswer> OpenAsync(
        UserKey user, ConnectionId id, Guid statementId, StatementsQuestion question, TimeSpan? wait, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(user, id, question, cancellationToken) is { } refusal)
        {
            return new StatementAnswer.Refused(refusal);
        }

        var call = Call(id, question, $"statements/{statementId}", wait);
        return await OpenAsync(user, call, statementId, question, mayBeginAnew: true, cancellationToken);
    }

    private async Task<StatementAnswer> OpenAsync(
        UserKey user, ReadingCall call, Guid statementId, StatementsQuestion question, bool mayBeginAnew, CancellationToken cancellationToken)
    {
        Reading<StatementsRead>? read = null;
        var answer = await answers.AnswerAsync(user, call, connection => read = Join(connection, question), Told, cancellationToken);
        if (answer is not ReadingAnswer<StatementsRead>.Ready(_, var ready, _))
        {
            return answer is ReadingAnswer<StatementsRead>.Pending(var pending)
                ? new StatementAnswer.Pending(pending)
                : new StatementAnswer.Refused(((ReadingAnswer<StatementsRead>.Refused)answer).Refusal);
        }

        var missing = new StatementAnswer.Refused(new Refusal(ProblemCodes.NotFound) { ConnectionId = call.ConnectionId });
        if (ready.RequestId is not { } requestId || ready.Statements.FirstOrDefault(statement => statement.Id == statementId) is not { } wanted)
        {
            return missing;
        }

        var outcome = await journal.CallAsync(
            call.ConnectionId, "GetStatements", () => statements.OpenAsync(requestId, ready.Wanted, statement => statement == wanted.Statement, cancellationToken));
        switch (outcome)
        {
            case FlinksOutcome.StatementOpened(var document):
                return new StatementAnswer.Opened(document);
            case FlinksOutcome.SessionEnded when mayBeginAnew && read is not null:
                readings.Forget(read);
                return await OpenAsync(user, call, statementId, question, mayBeginAnew: false, cancellationToken);
            case FlinksOutcome.StatementMissing:
                return missing;
            case var other:
                return new StatementAnswer.Refused(Refusals.Of(other) with { ConnectionId = call.ConnectionId });
        }
    }

    /// <summary>Flinks gives a year of one account at a time.</summary>
    private async Task<Refusal?> RefuseAsync(UserKey user, ConnectionId id, StatementsQuestion question, CancellationToken cancellationToken) =>
        await connections.FindAsync(user.ToBytes(), id, cancellationToken) is not { } connection ? new Refusal(ProblemCodes.NotFound)
        : question.Period() == StatementPeriod.Months12 && question.Within(connection.SelectedAccountIds) is null or { Count: > 1 }
            ? Refusal.Invalid("accountId", "Is required with 12 months, unless the connection shares just one account.")
        : null;

    private static ReadingCall Call(ConnectionId id, StatementsQuestion question, string path, TimeSpan? wait)
    {
        string[] query = [.. question.Months is { } months ? [$"months={months}"] : (string[])[], .. question.AccountId is { } account ? [$"accountId={account}"] : (string[])[]];
        return new ReadingCall(id, "GET", query.Length == 0 ? path : $"{path}?{string.Join('&', query)}", wait);
    }

    /// <summary>A list that was told is told once; its session still opens its documents.</summary>
    private Reading<StatementsRead> JoinNew(Connection connection, StatementsQuestion question)
    {
        var reading = Join(connection, question);
        if (!reading.IsTold)
        {
            return reading;
        }

        readings.Forget(reading);
        return Join(connection, question);
    }

    private Reading<StatementsRead> Join(Connection connection, StatementsQuestion question)
    {
        var wanted = new StatementsWanted(question.Period(), question.Within(connection.SelectedAccountIds));
        var key = $"{wanted.Period}:{(wanted.AccountIds is { } ids ? string.Join(',', ids) : "all")}";
        return readings.Join(
            connection, key, (reading, stopping) => sessions.ReadAsync<StatementsRead>(reading, (session, token) => AskAsync(session, wanted, token), stopping));
    }

    private void Told(Reading<StatementsRead> reading)
    {
        if (reading.Ended is { IsCompletedSuccessfully: true, Result: ReadingOutcome<StatementsRead>.Read })
        {
            reading.IsTold = true;
        }
        else
        {
            readings.Forget(reading);
        }
    }

    private async Task<SessionAnswer<StatementsRead>> AskAsync(ReadSession session, StatementsWanted wanted, CancellationToken cancellationToken)
    {
        // An empty filter would mean all accounts.
        if (wanted.AccountIds is { Count: 0 })
        {
            return new SessionAnswer<StatementsRead>.Given(new StatementsRead(null, wanted, []));
        }

        SharedNumbers? shared = null;
        if (wanted.AccountIds is { } accountIds)
        {
            var summary = await session.Calls.CallAsync(
                "GetAccountsSummary",
                () => flinks.SummarizeAsync(session.RequestId, cancellationToken),
                () => flinks.PollSummaryAsync(session.RequestId, cancellationToken),
                cancellationToken);
            if (summary is not FlinksOutcome.Collected(var payload))
            {
                return new SessionAnswer<StatementsRead>.Other(summary);
            }

            shared = SharedNumbers.Of(payload, accountIds);
        }

        var outcome = await session.Calls.CallAsync(
            "GetStatements",
            () => statements.ListAsync(session.RequestId, wanted, cancellationToken),
            () => statements.PollAsync(session.RequestId, cancellationToken),
            cancellationToken);
        return outcome is FlinksOutcome.StatementsListed(var listed)
            ? new SessionAnswer<StatementsRead>.Given(new StatementsRead(
                session.RequestId, wanted, [.. listed.Where(statement => shared?.Hold(statement) != false).Select(statement => SharedStatement.Of(session.LoginId, statement))]))
            : new SessionAnswer<StatementsRead>.Other(outcome);
    }
}

/// <summary>What a call for a document comes to.</summary>
public abstract record StatementAnswer
{
    private StatementAnswer()
    {
    }

    public sealed record Opened(StatementDocument Document) : StatementAnswer;

    public sealed record Pending(ReadingPending Body) : StatementAnswer;

    public sealed record Refused(Refusal Refusal) : StatementAnswer;
}
