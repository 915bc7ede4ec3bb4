namespace Flinks.Simulator.Connect;

/// <summary>
/// How Connect bends what Flinks is known to do: sources disagree, and integrations meet all of it (flinks/connect.md 17 and 19). Bound from
/// <c>Simulator:Connect</c>.
/// </summary>
public sealed class ConnectKnobs
{
    /// <summary>What <c>REDIRECT</c> brings.</summary>
    public RedirectShape RedirectShape { get; set; }

    /// <summary>Whether <c>REDIRECT</c> comes twice.</summary>
    public bool DuplicateRedirect { get; set; }

    /// <summary>Whether a step that nobody has heard of follows each of the others.</summary>
    public bool ExtraUnknownEvents { get; set; }

    /// <summary>Whether messages come in between that are none of Connect's, as browser extensions send them.</summary>
    public bool ForeignMessages { get; set; }

    /// <summary>How chosen accounts are told.</summary>
    public AccountIdShape AccountIdShape { get; set; }

    /// <summary>Whether <c>mfaTypes</c> is a list and not a text.</summary>
    public bool MfaTypesAsList { get; set; }

    /// <summary>Whether consent is asked for when the address does not say: newer pages of Flinks say yes, older ones no.</summary>
    public bool ConsentByDefault { get; set; }

    /// <summary>The name of the event that tells of the consent screen.</summary>
    public ConsentEvent ConsentEvent { get; set; }

    /// <summary>Off: a <c>requestId</c> in the address is ignored, as where Flinks has not switched resuming on.</summary>
    public bool ResumeActivated { get; set; } = true;

    /// <summary>Whether an address with parameters that Connect does not know is refused, to find misspelt ones.</summary>
    public bool StrictParameters { get; set; }
}

/// <summary>What <c>REDIRECT</c> brings: newer clients see ids, old ones an address to take apart.</summary>
public enum RedirectShape
{
    Both,
    IdsOnly,
    UrlOnly,
}

/// <summary>How chosen accounts are told. Nobody has documented it for several.</summary>
public enum AccountIdShape
{
    /// <summary>A text when one may be chosen, a list when several may.</summary>
    TextOrList,

    /// <summary>Always a list.</summary>
    List,

    /// <summary>Always a text, with commas between.</summary>
    Commas,
}

/// <summary>The consent screen's event: documented, seen in a production client, or both.</summary>
public enum ConsentEvent
{
    LoadConsent,
    ConsentIntro,
    Both,
}
