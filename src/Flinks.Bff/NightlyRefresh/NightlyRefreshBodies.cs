using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.NightlyRefresh;

/// <summary>Whether Flinks is to refresh the login by night.</summary>
public sealed class SetNightlyRefresh
{
    /// <summary>Required. True enrols the login, false takes it off.</summary>
    public required bool Enabled { get; init; }
}

/// <summary>How a connection stands with the nightly refresh.</summary>
public sealed record NightlyRefreshBody
{
    /// <summary>The connection.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>Whether the user wants it.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Whether Flinks will do it as things stand; null when not known, and where it is not wanted.</summary>
    public required bool? Eligible { get; init; }

    /// <summary>Why Flinks will not; null unless `eligible` is false.</summary>
    public required NightlyReason? Reason { get; init; }

    /// <summary>`none`, or what makes the login eligible again: `retrieve` (with `freshness` `live` while the person is there, unless the reason is `notReadLately`) or `connect`.</summary>
    public required NextAction NextAction { get; init; }

    public static NightlyRefreshBody Of(Connection connection) => new()
    {
        ConnectionId = connection.Id,
        Enabled = connection.NightlyEnabled,
        Eligible = connection.NightlyEligible,
        Reason = connection.NightlyReason,
        NextAction = connection.NightlyReason switch
        {
            null => NextAction.None,
            NightlyReason.BankRefuses => NextAction.Connect,
            _ => NextAction.Retrieve(connection.Id),
        },
    };
}
