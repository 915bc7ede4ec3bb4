namespace Flinks.Bff.Platform.Settings;

/// <summary>What a user may link. Bound from the <c>Connections</c> section.</summary>
public sealed class ConnectionsOptions
{
    public const string Section = "Connections";

    /// <summary>When a login must be proved by a fresh sign-in at the bank before it is linked.</summary>
    public ProofRule RequireProof { get; set; } = ProofRule.WhenShared;

    /// <summary>Connections that one user may have.</summary>
    public int MaxPerUser { get; set; } = 50;

    /// <summary>Calls per user and hour that name a login the caller does not hold.</summary>
    public int ClaimsPerHour { get; set; } = 20;
}

/// <summary>When a login must be proved by a fresh sign-in at the bank.</summary>
public enum ProofRule
{
    /// <summary>When another user already holds the login; the refusal tells that somebody does.</summary>
    WhenShared,

    /// <summary>Always; a refusal tells nothing.</summary>
    Always,
}
