namespace Flinks.Bff.Resume;

/// <summary>What became of an address on its way to us.</summary>
/// <param name="Reason">Why it is good or not.</param>
/// <param name="ExpiresAt">Until when it works, or worked; null unless the signature is good.</param>
public sealed record ResumeUrlVerdict(ResumeUrlReason Reason, DateTimeOffset? ExpiresAt = null);

/// <summary>In the order in which they are looked for: a forged address never counts as expired.</summary>
public enum ResumeUrlReason
{
    /// <summary>Ours, whole and in time.</summary>
    Ok,

    /// <summary>Not an address of Connect, or one of our parameters is missing or repeated.</summary>
    Malformed,

    /// <summary>Signed with a key that we do not hold, or hold no longer.</summary>
    UnknownKey,

    /// <summary>Not as we signed it.</summary>
    Tampered,

    /// <summary>Ours, but too late.</summary>
    Expired,
}
