namespace Flinks.Bff.Operations.Doctor;

/// <summary>What one check came to.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What was found, in plain words.</param>
/// <param name="Advice">What to do about it; null if there is nothing to do.</param>
public sealed record Finding(string Name, Verdict Verdict, string Text, string? Advice = null);

/// <summary>How something is; a report is as bad as the worst of its findings that is known.</summary>
public enum Verdict
{
    /// <summary>Nobody can tell from here.</summary>
    Unknown,

    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, but not as it should, or not for long.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Broken,
}
