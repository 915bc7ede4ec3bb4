using System.Buffers;
using System.Text.Json;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Retrievals;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Summaries;

/// <summary>What a call for a summary comes to.</summary>
public abstract record AccountsSummaryAnswer
{
    private AccountsSummaryAnswer()
    {
    }

    public sealed record Ready(WrittenAccountsSummary Body) : AccountsSummaryAnswer;

    public sealed record Pending(AccountsSummaryPending Body) : AccountsSummaryAnswer;

    public sealed record Refused(Refusal Refusal) : AccountsSummaryAnswer;
}

/// <summary>A connection's accounts without their transactions, as Flinks has them stored.</summary>
public sealed class AccountsSummaryService(
    ConnectionStore connections,
    OpenRetrievals openRetrievals,
    SummaryReadings readings,
    IHostApplicationLifetime lifetime,
    IOptions<RetrievalOptions> options,
    TimeProvider time)
{
    /// <summary>While a call to Flinks is out nobody knows how long it takes; asking this often costs little.</summary>
    private static readonly TimeSpan PauseWhileWorking = TimeSpan.FromSeconds(2);

    /// <param name="wait">How long the caller is held; null takes <c>Retrieval:AnswerWithin</c>.</param>
    public async Task<AccountsSummaryAnswer> ShowAsync(UserKey user, ConnectionId id, TimeSpan? wait, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(user.ToBytes(), id, cancellationToken) is not { } connection)
        {
            return new AccountsSummaryAnswer.Refused(new Refusal(ProblemCodes.NotFound));
        }

        using var timeUp = new CancellationTokenSource(wait ?? options.Value.AnswerWithin, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, lifetime.ApplicationStopping, cancellationToken);
        if (await openRetrievals.WhenEndedAsync(id, patience.Token, cancellationToken) is { } open)
        {
            return new AccountsSummaryAnswer.Pending(new AccountsSummaryPending(id, open.State, NextWhile(open)));
        }

        var reading = readings.Join(connection);
        await ((Task)reading.Ended.WaitAsync(patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (!reading.Ended.IsCompleted)
        {
            return Pending(reading);
        }

        readings.Forget(reading);
        return await reading.Ended switch
        {
            SummaryOutcome.Read read => new AccountsSummaryAnswer.Ready(BodyOf(connection, read)),
            SummaryOutcome.Refused(var refusal) => new AccountsSummaryAnswer.Refused(refusal with { ConnectionId = id }),
            _ => Pending(reading),
        };
    }

    private static WrittenAccountsSummary BodyOf(Connection connection, SummaryOutcome.Read read) => new()
    {
        ConnectionId = connection.Id,
        AsOf = read.AsOf,
        LastRefreshedAt = read.LastRefresh,
        Institution = read.Institution,
        Accounts = Within(read.Accounts, connection.SelectedAccountIds),
        NextAction = read.Reason is null ? NextAction.None : NextAction.Connect,
    };

    private static JsonElement Within(AccountData accounts, IReadOnlyCollection<Guid>? selection)
    {
        var json = new ArrayBufferWriter<byte>(accounts.Json.Length);
        foreach (var part in accounts.Parts(selection))
        {
            json.Write(part.Span);
        }

        return JsonDocument.Parse(json.WrittenMemory).RootElement;
    }

    private AccountsSummaryAnswer.Pending Pending(SummaryReading reading) =>
        new(new AccountsSummaryPending(reading.Connection.Id, reading.State, Again(reading.Connection.Id, reading.NextLookAt)));

    private NextAction NextWhile(Retrieval open) => open.State == RetrievalState.MfaRequired
        ? NextAction.Resume(open.Id, open.WindowEndsAt)
        : Again(open.ConnectionId, open.IsScheduled ? open.NextStepAt : null);

    private NextAction Again(ConnectionId id, DateTimeOffset? nextLookAt)
    {
        var pause = nextLookAt - time.GetUtcNow() is { } until && until > TimeSpan.Zero ? until : PauseWhileWorking;
        return new NextAction(NextActionType.Poll, "GET", $"/api/v1/connections/{id}/accounts-summary", RetryAfterSeconds: NextAction.Seconds(pause));
    }
}
