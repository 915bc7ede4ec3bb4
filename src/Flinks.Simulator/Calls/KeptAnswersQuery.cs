namespace Flinks.Simulator.Calls;

/// <summary>Body of <c>AnswerMFAQuestions</c> (flinks/api.md 12.2).</summary>
public sealed class KeptAnswersQuery
{
    public required Guid LoginId { get; init; }

    public IReadOnlyList<KeptAnswer>? Questions { get; init; }
}

/// <summary>A question of the bank, in its words, and what the person answers.</summary>
public sealed record KeptAnswer(string Question, string Answer);
