using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Simulator.Banks;

namespace Flinks.Bff.ClusterTests.People;

/// <summary>How a person meets a question of the bank.</summary>
internal enum Answering
{
    /// <summary>In the app itself: <c>mfa-answers</c>.</summary>
    InApp,

    /// <summary>In Flinks' widget, then <c>resumed</c>.</summary>
    InWidget,

    /// <summary>Not at all.</summary>
    Never,
}

/// <summary>What one person is going to do, and what their bank is like.</summary>
internal sealed record Story
{
    public required string Name { get; init; }

    public required bool IsLive { get; init; }

    public required LoginScenario Login { get; init; }

    public required Pace Pace { get; init; }

    public Answering Answering { get; init; } = Answering.InApp;

    /// <summary>Asks with <c>Prefer: wait</c>, so that the data come while they wait.</summary>
    public required bool Waits { get; init; }

    /// <summary>Leaves once the retrieval is under way: nobody waits for its data.</summary>
    public required bool Leaves { get; init; }

    /// <summary>Hangs up in the middle of the first call.</summary>
    public TimeSpan? HangsUpAfter { get; init; }

    public required bool UsesKey { get; init; }
}
