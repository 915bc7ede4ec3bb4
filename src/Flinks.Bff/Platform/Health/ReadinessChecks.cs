namespace Flinks.Bff.Platform.Health;

/// <summary>What <c>/health/ready</c> asks.</summary>
public static class ReadinessChecks
{
    /// <summary>Tag of the checks that decide whether this instance takes calls. Never one that asks Flinks: its trouble is not ours to be restarted for.</summary>
    public const string Tag = "ready";
}
