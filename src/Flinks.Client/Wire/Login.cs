namespace Flinks.Client.Wire;

/// <summary>The saved login a reply belongs to; absent when the session was not saved (flinks/api.md 5.2).</summary>
public sealed class Login
{
    /// <summary>The person's user name at the bank: personal data.</summary>
    public string? Username { get; init; }

    public bool? IsScheduledRefresh { get; init; }

    /// <summary>Last good read from the bank: UTC without offset, 6 or 7 fractional digits; year 1 means never.</summary>
    public string? LastRefresh { get; init; }

    public string? Type { get; init; }

    /// <summary>The LoginId.</summary>
    public Guid? Id { get; init; }
}
