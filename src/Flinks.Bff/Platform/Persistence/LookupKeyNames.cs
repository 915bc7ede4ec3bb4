namespace Flinks.Bff.Platform.Persistence;

/// <summary>The names of lookup keys in <c>Keys</c>.</summary>
public static class LookupKeyNames
{
    /// <summary>All of them begin like this one.</summary>
    public const string InForce = "lookup";

    /// <summary>Followed by the row's id. Replaced, but rows may still be stored under it: a change is under way.</summary>
    public const string Leaving = "lookup:leaving:";

    /// <summary>Followed by the row's id. Replaced long ago, and kept for logins that cannot be opened and so not be hashed anew.</summary>
    public const string Kept = "lookup:kept:";
}
