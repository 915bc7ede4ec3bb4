namespace Flinks.Bff.Platform.Errors;

/// <summary>What is the same for every problem of one code.</summary>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="Status">The HTTP status it is answered with.</param>
/// <param name="Next">What a screen does next, unless the refusal says otherwise.</param>
/// <param name="RetryAfter">Sent as <c>Retry-After</c>, unless the refusal says otherwise; null: no such header.</param>
public sealed record ProblemKind(string Code, int Status, NextActionType Next, TimeSpan? RetryAfter = null)
{
    /// <summary>Address of the page that explains the code; the problem's <c>type</c>.</summary>
    public string Type => $"/problems/{Code}";
}
