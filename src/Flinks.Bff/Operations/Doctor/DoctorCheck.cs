namespace Flinks.Bff.Operations.Doctor;

/// <summary>A check that tells of one thing.</summary>
public abstract class DoctorCheck(string name, DoctorNeed need) : IDoctorCheck
{
    public IReadOnlyList<string> Names { get; } = [name];

    public DoctorNeed Need => need;

    public async Task<IReadOnlyList<Finding>> CheckAsync(DoctorVisit visit, CancellationToken cancellationToken) => [await LookAsync(visit, cancellationToken)];

    protected abstract Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken);

    protected Finding Ok(string text, string? advice = null) => new(name, Verdict.Ok, text, advice);

    protected Finding Warning(string text, string advice) => new(name, Verdict.Warning, text, advice);

    protected Finding Broken(string text, string advice) => new(name, Verdict.Broken, text, advice);

    protected Finding Unknown(string text, string? advice = null) => new(name, Verdict.Unknown, text, advice);
}
