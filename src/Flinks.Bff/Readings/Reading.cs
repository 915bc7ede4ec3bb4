using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Readings;

/// <summary>One reading of what Flinks has stored of a login: it goes on while its callers come and go.</summary>
public sealed class Reading<T>(Connection connection, string question) : IReading
{
    private readonly TaskCompletionSource<ReadingOutcome<T>> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Connection Connection { get; } = connection;

    /// <summary>What is asked; callers who ask the same share a reading.</summary>
    public string Question { get; } = question;

    public RetrievalState State { get; set; } = RetrievalState.Authorizing;

    public DateTimeOffset? NextLookAt { get; set; }

    public List<UpstreamCall> Calls { get; } = [];

    public Task<ReadingOutcome<T>> Ended => _ended.Task;

    /// <summary>Its outcome has been told, and is kept for what may follow.</summary>
    public bool IsTold { get; set; }

    /// <summary>Forgets what nobody asked for in time.</summary>
    public IDisposable? Expiry { get; set; }

    public void End(Task<ReadingOutcome<T>> outcome) => _ended.SetFromTask(outcome);
}

/// <summary>Where a reading stands.</summary>
public interface IReading
{
    Connection Connection { get; }

    /// <summary>In the words of a retrieval: what Flinks is asked for now.</summary>
    RetrievalState State { get; set; }

    /// <summary>When Flinks is asked again; null while a call is out.</summary>
    DateTimeOffset? NextLookAt { get; set; }

    /// <summary>What Flinks was asked so far: read by nobody before the reading has ended.</summary>
    List<UpstreamCall> Calls { get; }
}

/// <summary>What a reading came to.</summary>
public abstract record ReadingOutcome<T>
{
    private ReadingOutcome()
    {
    }

    /// <summary>What was asked for, as Flinks had it.</summary>
    /// <param name="Reason">Why the saved login no longer works, if it is the last that could be had.</param>
    public sealed record Read(T Value, Refusal? Reason) : ReadingOutcome<T>;

    /// <summary>A problem.</summary>
    public sealed record Refused(Refusal Refusal) : ReadingOutcome<T>;

    /// <summary>The instance stops: whoever asks again begins anew.</summary>
    public sealed record Stopped : ReadingOutcome<T>;
}
