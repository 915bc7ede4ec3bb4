namespace Flinks.Client;

/// <summary>The company's secret key: mints authorize tokens. Sent as <c>flinks-auth-key</c> to <c>/GenerateAuthorizeToken</c> only (flinks/api.md 2).</summary>
public sealed class SecretKey(string value)
{
    public string Reveal() => value;

    public override string ToString() => "***";
}
