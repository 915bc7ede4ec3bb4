namespace Flinks.Simulator.Banks;

/// <summary>Questions that a bank asks together: one 203.</summary>
public sealed record BankRound(params IReadOnlyList<BankQuestion> Questions)
{
    /// <summary>A wrong answer ends the session: a code that was sent once is not asked for again.</summary>
    public bool OneTry { get; init; }
}
