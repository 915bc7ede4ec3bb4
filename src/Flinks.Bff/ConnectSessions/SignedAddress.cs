using Flinks.Bff.Platform.Errors;

namespace Flinks.Bff.ConnectSessions;

/// <summary>A Connect address with our signature, good for one opening.</summary>
public sealed record SignedAddress(string Url, DateTimeOffset ExpiresAt)
{
    public override string ToString() => "***";
}

/// <summary>What came of asking for something that needs a fresh authorize token.</summary>
public abstract record Minted<T>
{
    private Minted()
    {
    }

    public sealed record Done(T Value) : Minted<T>;

    public sealed record Refused(Refusal Refusal) : Minted<T>;
}
