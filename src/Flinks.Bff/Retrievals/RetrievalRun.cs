using Flinks.Bff.Connections;
using Flinks.Client;

namespace Flinks.Bff.Retrievals;

/// <summary>One spell of work on a retrieval whose lease we hold, with what the row itself does not show in clear.</summary>
public sealed class RetrievalRun(Retrieval retrieval, Connection connection, LoginId loginId, DataOptions options)
{
    public Retrieval Retrieval { get; } = retrieval;

    /// <summary>The retrieval's connection as last seen.</summary>
    public Connection Connection { get; set; } = connection;

    /// <summary>Set while the row stands in no database.</summary>
    public RetrievalFlight? Flight { get; set; }

    public LoginId LoginId { get; } = loginId;

    /// <summary>What to ask Flinks for: the caller's options within the connection's account selection.</summary>
    public DataOptions Options { get; } = options;

    /// <summary>The person's answers; never stored.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Answers { get; init; }

    /// <summary>The state that was last logged: a poll that found nothing new is no news.</summary>
    public RetrievalState Logged { get; set; } = retrieval.State;

    /// <summary>Remembers a call that was made for the retrieval. Written with what it came to.</summary>
    public void Note(UpstreamCall call) => Retrieval.Calls = UpstreamCalls.With(Retrieval.Calls, call);

    /// <summary>The row in the database lags behind what happened in this spell.</summary>
    public bool IsAhead { get; set; }
}
