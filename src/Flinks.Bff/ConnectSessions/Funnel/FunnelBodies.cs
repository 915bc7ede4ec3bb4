namespace Flinks.Bff.ConnectSessions.Funnel;

/// <summary>Where people leave the widget.</summary>
public sealed record FunnelBody
{
    /// <summary>Sessions that were started from this instant on, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Before this one, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How many there were.</summary>
    public required int Sessions { get; init; }

    /// <summary>The widget's steps in their order.</summary>
    public required IReadOnlyList<FunnelStep> Steps { get; init; }

    /// <summary>What the widget last told those who left, the most frequent first; 50 at most.</summary>
    public required IReadOnlyList<FunnelTrouble> Troubles { get; init; }

    /// <summary>The same by institution, the one with the most sessions first; 50 at most. Sessions that ended before a bank was chosen belong to none.</summary>
    public required IReadOnlyList<FunnelInstitution> Institutions { get; init; }
}

/// <summary>One step of the widget.</summary>
/// <param name="Step">The step.</param>
/// <param name="Reached">Sessions that came at least so far: whoever came further has passed it, shown or not.</param>
/// <param name="Left">Sessions that came no further: left here, or still here.</param>
public sealed record FunnelStep(ConnectSessionState Step, int Reached, int Left);

/// <summary>What people were told before they left.</summary>
/// <param name="Step">The furthest step that they reached.</param>
/// <param name="Code">In Flinks' words.</param>
/// <param name="Sessions">How many sessions ended so.</param>
public sealed record FunnelTrouble(ConnectSessionState Step, string Code, int Sessions);

/// <summary>The steps of those who chose one institution.</summary>
/// <param name="Institution">As the widget names it.</param>
/// <param name="Sessions">How many sessions chose it.</param>
/// <param name="Steps">The widget's steps in their order.</param>
public sealed record FunnelInstitution(string Institution, int Sessions, IReadOnlyList<FunnelStep> Steps);
