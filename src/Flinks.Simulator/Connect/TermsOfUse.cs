namespace Flinks.Simulator.Connect;

/// <summary>A company's terms, which its people have to accept with the consent (flinks/connect.md 3.3).</summary>
internal sealed record TermsOfUse(string Url)
{
    /// <summary>Words only, nothing to tick.</summary>
    public bool NoCheckbox { get; init; }

    public string? Before { get; init; }

    public string? Link { get; init; }

    public string? After { get; init; }

    public static TermsOfUse? Of(IQueryCollection query) =>
        Uri.TryCreate(query["termsUrl"], UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new(address.AbsoluteUri)
            {
                NoCheckbox = ConnectParameters.IsTrue(query["termsNoCheckbox"]),
                Before = query["termsTextPreLink"],
                Link = query["termsTextLink"],
                After = query["termsTextPostLink"],
            }
            : null;
}
