namespace Flinks.Bff.Platform.Idempotency;

/// <summary>An answer that names what the call made or found, so that a repeated call can be answered with it.</summary>
public interface IMadeResource
{
    /// <summary>Null where the call made nothing, or ended in trouble that a second try may not meet.</summary>
    MadeResource? Made { get; }
}

/// <summary>What a call made or found.</summary>
public sealed record MadeResource(MadeResourceKind Kind, Guid Id);
