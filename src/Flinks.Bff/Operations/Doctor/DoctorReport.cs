namespace Flinks.Bff.Operations.Doctor;

/// <summary>What the doctor found.</summary>
/// <param name="RanAt">When it began, UTC.</param>
/// <param name="Findings">One for each thing that was looked at.</param>
public sealed record DoctorReport(DateTimeOffset RanAt, IReadOnlyList<Finding> Findings)
{
    public Verdict Worst => Findings.Max(finding => finding.Verdict);

    public DoctorBody ToBody() => new()
    {
        Verdict = Worst,
        RanAt = RanAt,
        Checks = [.. Findings.Select(finding => new DoctorCheckBody { Name = finding.Name, Verdict = finding.Verdict, Finding = finding.Text, Advice = finding.Advice })],
    };
}

/// <summary>What the doctor found.</summary>
public sealed record DoctorBody
{
    /// <summary>The worst of all; `unknown` only if nothing could be told.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset RanAt { get; init; }

    /// <summary>One for each thing that was looked at, always all of them and in the same order.</summary>
    public required IReadOnlyList<DoctorCheckBody> Checks { get; init; }
}

/// <summary>One thing that was looked at.</summary>
public sealed record DoctorCheckBody
{
    /// <summary>What it is.</summary>
    public required string Name { get; init; }

    /// <summary>How it is.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What was found, in plain words.</summary>
    public required string Finding { get; init; }

    /// <summary>What to do about it; null if there is nothing to do.</summary>
    public required string? Advice { get; init; }
}
