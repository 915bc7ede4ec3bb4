namespace Flinks.Simulator.Banks;

/// <summary>A bank that a person can choose in Connect, and that the list of institutions tells of.</summary>
/// <param name="Name">As Flinks names it in replies and messages.</param>
public sealed record SimulatedBank(int Id, string Name)
{
    /// <summary>Its name in the list of institutions, where that is another one.</summary>
    public string? ListedAs { get; init; }

    /// <summary>Null if it has none.</summary>
    public string? FrenchName { get; init; }

    public string Country { get; init; } = "CA";

    /// <summary>Only banks of the United States have one.</summary>
    public string? RoutingNumber { get; init; }

    /// <summary>The person signs in at the bank's own page, in a window of its own, and not in Connect.</summary>
    public bool SignsInElsewhere { get; init; }

    /// <summary>Flinks has switched it off.</summary>
    public bool IsDown { get; init; }
}
