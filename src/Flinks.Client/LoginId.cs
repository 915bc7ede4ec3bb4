namespace Flinks.Client;

/// <summary>Flinks' long-lived key to a person's saved bank login. Secret: it prints as <c>***</c> and leaves only by <see cref="Reveal"/>.</summary>
public readonly record struct LoginId
{
    private readonly Guid _value;

    public LoginId(Guid value) => _value = value;

    /// <summary>The id itself, for Flinks' body, path or address and for sealing; for nothing else.</summary>
    public Guid Reveal() => _value;

    public override string ToString() => "***";
}
