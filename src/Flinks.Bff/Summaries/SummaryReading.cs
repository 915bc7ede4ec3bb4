using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Summaries;

/// <summary>One reading of a connection's summary: it goes on while its callers come and go.</summary>
public sealed class SummaryReading(Connection connection)
{
    private readonly TaskCompletionSource<SummaryOutcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Connection Connection { get; } = connection;

    /// <summary>In the words of a retrieval: what Flinks is asked for now.</summary>
    public RetrievalState State { get; set; } = RetrievalState.Authorizing;

    /// <summary>When Flinks is asked again; null while a call is out.</summary>
    public DateTimeOffset? NextLookAt { get; set; }

    public Task<SummaryOutcome> Ended => _ended.Task;

    /// <summary>Forgets what nobody asked for in time.</summary>
    public IDisposable? Expiry { get; set; }

    public void End(Task<SummaryOutcome> outcome) => _ended.SetFromTask(outcome);
}

/// <summary>What a reading came to.</summary>
public abstract record SummaryOutcome
{
    private SummaryOutcome()
    {
    }

    /// <summary>The accounts, as Flinks had them.</summary>
    /// <param name="Reason">Why the saved login no longer works, if the accounts are the last that could be had.</param>
    public sealed record Read(AccountData Accounts, InstitutionSummary? Institution, DateTimeOffset? LastRefresh, DateTimeOffset AsOf, Refusal? Reason) : SummaryOutcome;

    /// <summary>A problem.</summary>
    public sealed record Refused(Refusal Refusal) : SummaryOutcome;

    /// <summary>The instance stops: whoever asks again begins anew.</summary>
    public sealed record Stopped : SummaryOutcome;
}
