namespace Flinks.Bff.Operations.Doctor;

/// <summary>One look at something that may be wrong. It changes nothing, and tells no secret.</summary>
public interface IDoctorCheck
{
    /// <summary>What it tells of, in the order of its findings.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Where this is missing, nothing is looked at.</summary>
    DoctorNeed Need { get; }

    Task<IReadOnlyList<Finding>> CheckAsync(DoctorVisit visit, CancellationToken cancellationToken);
}

/// <summary>What a check cannot do without.</summary>
public enum DoctorNeed
{
    Nothing,

    /// <summary>A database that answers.</summary>
    Database,

    /// <summary>One that is at this build's migration.</summary>
    Tables,
}

/// <summary>How the doctor was called.</summary>
/// <param name="ThroughUnknownProxy">The call carries the headers of a proxy that is not believed; null if it came by no call.</param>
public sealed record DoctorVisit(bool? ThroughUnknownProxy);
