namespace Flinks.Client;

/// <summary>The key of the data endpoints, sent as <c>x-api-key</c> where Flinks has switched it on (flinks/api.md 2).</summary>
public sealed class ApiKey(string value)
{
    public string Reveal() => value;

    public override string ToString() => "***";
}
