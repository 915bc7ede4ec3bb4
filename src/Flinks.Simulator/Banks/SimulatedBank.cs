namespace Flinks.Simulator.Banks;

/// <summary>A bank that a person can choose in Connect.</summary>
public sealed record SimulatedBank(int Id, string Name)
{
    /// <summary>The person signs in at the bank's own page, in a window of its own, and not in Connect.</summary>
    public bool SignsInElsewhere { get; init; }

    /// <summary>Flinks has switched it off.</summary>
    public bool IsDown { get; init; }
}
