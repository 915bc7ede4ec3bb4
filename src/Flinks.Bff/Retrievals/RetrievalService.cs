using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Retrievals;

/// <summary>What a user can do with a retrieval that exists.</summary>
public sealed class RetrievalService(
    RetrievalStore store,
    ConnectionStore connections,
    RetrievalSignals signals,
    RetrievalRuns runs,
    RetrievalRunner runner,
    DataElsewhere elsewhere,
    RetrievalWaiting waiting,
    RetrievalAnswers answers,
    ResultCache results,
    DueRetrievals due,
    IOptions<FlinksOptions> options,
    TimeProvider time)
{
    private static readonly RetrievalAnswer NotFound = new RetrievalAnswer.Refused(new Refusal(ProblemCodes.NotFound));

    /// <summary>Where it stands, or its data.</summary>
    public async Task<RetrievalAnswer> ShowAsync(UserKey user, RetrievalId id, Asking asking, CancellationToken cancellationToken)
    {
        var listener = asking.Wait is null ? null : signals.Listen(id);
        if (await FindAsync(user, id, cancellationToken) is not { } found)
        {
            listener?.Dispose();
            return NotFound;
        }

        if (listener is not null && found.Retrieval.IsOpen && !await elsewhere.AskForAsync(id, cancellationToken))
        {
            found = await FindAsync(user, id, cancellationToken) ?? found;
        }

        var latest = listener is null ? found : await waiting.WaitAsync(listener, found, asking, cancellationToken);
        return await answers.ComposeAsync(latest, asking, cancellationToken);
    }

    /// <summary>A new signed address for the open challenge.</summary>
    public async Task<RetrievalAnswer> MintResumeUrlAsync(UserKey user, RetrievalId id, Asking asking, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, id, cancellationToken) is not { } found)
        {
            return NotFound;
        }

        return found.Retrieval.State == RetrievalState.MfaRequired
            ? await answers.ComposeAsync(found, asking with { MustMint = true }, cancellationToken)
            : await answers.RefuseAsync(found, NothingWaits(found.Retrieval), asking, cancellationToken);
    }

    /// <summary>The person came back from the widget.</summary>
    public async Task<RetrievalAnswer> ResumeAsync(UserKey user, RetrievalId id, Asking asking, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, id, cancellationToken) is not { } found)
        {
            return NotFound;
        }

        if (!IsAwaitingReturn(found.Retrieval))
        {
            return await ShowAsync(user, id, Asking.Get(asking.Wait), cancellationToken);
        }

        var listener = signals.Listen(id);
        if (await BeginAsync(found.Retrieval, AuthorizePurpose.Resume, null, cancellationToken) is not { } begun)
        {
            listener.Dispose();
            return await ShowAsync(user, id, Asking.Get(asking.Wait), cancellationToken);
        }

        return await answers.ComposeAsync(await waiting.WaitAsync(listener, begun, asking, cancellationToken), asking, cancellationToken);
    }

    /// <summary>The person answered in a frontend of the caller's own.</summary>
    public async Task<RetrievalAnswer> AnswerAsync(
        UserKey user, RetrievalId id, IReadOnlyDictionary<string, IReadOnlyList<string>> given, Asking asking, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, id, cancellationToken) is not { } found)
        {
            return NotFound;
        }

        if (found.Retrieval.State != RetrievalState.MfaRequired)
        {
            return await answers.RefuseAsync(found, NothingWaits(found.Retrieval), asking, cancellationToken);
        }

        var asked = runs.Challenges(found.Retrieval).Select(challenge => challenge.Prompt).ToHashSet(StringComparer.Ordinal);
        if (!asked.SetEquals(given.Keys))
        {
            return await answers.RefuseAsync(found, Refusal.Invalid("answers", "Every question that was asked, and no other, has to be answered under its exact text."), asking, cancellationToken);
        }

        var listener = signals.Listen(id);
        if (await BeginAsync(found.Retrieval, AuthorizePurpose.Answer, given, cancellationToken) is not { } begun)
        {
            listener.Dispose();
            return await answers.RefuseAsync(found, new Refusal(ProblemCodes.NotWaiting), asking, cancellationToken);
        }

        return await answers.ComposeAsync(await waiting.WaitAsync(listener, begun, asking, cancellationToken), asking, cancellationToken);
    }

    /// <summary>Gives up an open retrieval, or erases the data of one that has ended.</summary>
    /// <returns>False if there is none.</returns>
    public async Task<bool> GiveUpAsync(UserKey user, RetrievalId id, CancellationToken cancellationToken)
    {
        while (await FindAsync(user, id, cancellationToken) is { } found)
        {
            if (!found.Retrieval.IsOpen)
            {
                await results.EraseAsync(id, Noted(found.Retrieval, AuditAction.RetrievalGivenUp), cancellationToken);
                return true;
            }

            found.Retrieval.Supersede(time.GetUtcNow());
            var note = Noted(found.Retrieval, AuditAction.RetrievalGivenUp);
            if (await store.SaveAsync(found.Retrieval, static connection => connection.ChallengeClosed(), null, cancellationToken, note) is { } connection)
            {
                signals.Tell(new RetrievalMove(found.Retrieval, connection));
                return true;
            }
        }

        return false;
    }

    private async Task<RetrievalMove?> FindAsync(UserKey user, RetrievalId id, CancellationToken cancellationToken) =>
        await store.FindAsync(user.ToBytes(), id, cancellationToken) is { } retrieval
        && await connections.ReloadAsync(retrieval.ConnectionId, cancellationToken) is { } connection
            ? new RetrievalMove(await due.CloseWindowIfOverAsync(retrieval, cancellationToken), connection)
            : null;

    private AuditNote Noted(Retrieval retrieval, AuditAction action) => RetrievalStore.Noted(retrieval, action, time.GetUtcNow());

    /// <summary>A challenge that closed for lack of time is answered otherwise than one that never was.</summary>
    private static Refusal NothingWaits(Retrieval retrieval) =>
        new(retrieval is { State: RetrievalState.Expired, WindowEndsAt: not null } ? ProblemCodes.ResumeWindowClosed : ProblemCodes.NotWaiting);

    /// <summary>The way back stays open for the poll time-out after the window closed.</summary>
    private bool IsAwaitingReturn(Retrieval retrieval) => retrieval switch
    {
        { State: RetrievalState.MfaRequired } => true,
        { State: RetrievalState.Expired, EndedAt: { } endedAt } => time.GetUtcNow() < endedAt + options.Value.PollTimeout,
        _ => false,
    };

    /// <returns>Null if somebody else was first, or another retrieval of the connection is open.</returns>
    private async Task<RetrievalMove?> BeginAsync(
        Retrieval retrieval, AuthorizePurpose purpose, IReadOnlyDictionary<string, IReadOnlyList<string>>? given, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        retrieval.Authorize(purpose, now);
        RetrievalLeases.Take(retrieval, now);
        var note = Noted(retrieval, purpose == AuthorizePurpose.Answer ? AuditAction.MfaAnswered : AuditAction.RetrievalResumed);
        if (await store.SaveAsync(retrieval, static _ => { }, null, cancellationToken, note) is not { } connection)
        {
            return null;
        }

        var move = new RetrievalMove(retrieval.Snapshot(), connection);
        runner.Start(runs.Of(retrieval, connection, given));
        return move;
    }
}
