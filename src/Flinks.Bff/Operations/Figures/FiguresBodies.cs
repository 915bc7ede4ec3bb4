using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Operations.Figures;

/// <summary>How it goes, in numbers.</summary>
public sealed record FiguresBody
{
    /// <summary>When they were taken, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Retrievals of all instances.</summary>
    public required RetrievalFigures Retrievals { get; init; }

    /// <summary>Deletions that Flinks has not confirmed.</summary>
    public required BacklogFigures Deletions { get; init; }

    /// <summary>Webhooks that are not worked off.</summary>
    public required WebhookFigures Webhooks { get; init; }

    /// <summary>The instances that share the database.</summary>
    public required InstancesFigures Instances { get; init; }

    /// <summary>The instance that answers.</summary>
    public required InstanceFigures Here { get; init; }
}

/// <summary>Retrievals that are open, and those whose next step nobody has taken yet.</summary>
public sealed record RetrievalFigures
{
    /// <summary>How many there are in each state that is not an end, also where there are none.</summary>
    public required IReadOnlyList<StateFigure> Open { get; init; }

    /// <summary>How many wait for somebody to take their next step.</summary>
    public required int Due { get; init; }

    /// <summary>Since when the first of them waits, UTC; null if none does.</summary>
    public required DateTimeOffset? OldestDueAt { get; init; }
}

/// <summary>Retrievals in one state.</summary>
/// <param name="State">The state.</param>
/// <param name="Count">How many there are.</param>
public sealed record StateFigure(RetrievalState State, int Count);

/// <summary>What is left to do.</summary>
/// <param name="Open">How many there are.</param>
/// <param name="OldestDueAt">Since when the first of those that are due waits, UTC; null if none does.</param>
public sealed record BacklogFigures(int Open, DateTimeOffset? OldestDueAt);

/// <summary>Webhooks that are not worked off.</summary>
/// <param name="Open">How many are to be worked off.</param>
/// <param name="Parked">How many wait for somebody to link their login.</param>
/// <param name="OldestDueAt">Since when the first of those that are due waits, UTC; null if none does.</param>
public sealed record WebhookFigures(int Open, int Parked, DateTimeOffset? OldestDueAt);

/// <summary>Instances.</summary>
/// <param name="Alive">How many said within half a minute that they live.</param>
/// <param name="Silent">How many fell silent within the last hour without taking leave.</param>
public sealed record InstancesFigures(int Alive, int Silent);

/// <summary>One instance.</summary>
public sealed record InstanceFigures
{
    /// <summary>Pieces of work that outlive their calls and are under way.</summary>
    public required int WorkUnderWay { get; init; }

    /// <summary>Authorize tokens that lie ready.</summary>
    public required int TokensAtHand { get; init; }

    /// <summary>The circuits to Flinks, one for each group of calls.</summary>
    public required IReadOnlyList<CircuitFigure> Circuits { get; init; }
}

/// <summary>One circuit.</summary>
/// <param name="Group">The calls it is for.</param>
/// <param name="State">`closed`: calls go out; `halfOpen`: one probes; `open`: calls are refused here.</param>
public sealed record CircuitFigure(string Group, CircuitState State);

/// <summary>Whether calls go out to Flinks.</summary>
public enum CircuitState
{
    /// <summary>They do.</summary>
    Closed,

    /// <summary>One probes whether they may.</summary>
    HalfOpen,

    /// <summary>They are refused here: too many have failed.</summary>
    Open,
}
