namespace Flinks.Bff.Platform.Security;

/// <summary>The keys that tokens are checked with cannot be had.</summary>
public sealed class IdentityProviderUnreachableException(Exception inner) : Exception("The identity provider cannot be reached.", inner);
