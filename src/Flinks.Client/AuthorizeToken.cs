namespace Flinks.Client;

/// <summary>A single-use token for one Authorize call or one opening of Connect (flinks/api.md 2).</summary>
public sealed class AuthorizeToken(string value)
{
    public string Reveal() => value;

    public override string ToString() => "***";
}
