namespace Flinks.Client;

/// <summary>Flinks' short-lived session key. Whoever holds it may read the session's data, so it prints as <c>***</c>.</summary>
public readonly record struct RequestId
{
    private readonly Guid _value;

    public RequestId(Guid value) => _value = value;

    /// <summary>The id itself, for Flinks' body, path or address and for sealing; for nothing else.</summary>
    public Guid Reveal() => _value;

    public override string ToString() => "***";
}
