namespace Flinks.Bff.Platform.Settings;

/// <summary>How long callers wait for a retrieval and how long its result serves. Bound from the <c>Retrieval</c> section.</summary>
public sealed class RetrievalOptions
{
    public const string Section = "Retrieval";

    /// <summary>A POST that has no outcome by then answers 202; the work goes on.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most that <c>Prefer: wait</c> can ask for.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a ready result is given again without asking Flinks, and kept in memory.</summary>
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Pause between two live Authorize calls of one login: each may send the person a code.</summary>
    public TimeSpan LiveCooldown { get; set; } = TimeSpan.FromMinutes(1);
}
