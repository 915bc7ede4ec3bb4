namespace Flinks.Bff.Platform.OpenApi;

/// <summary>The action heeds <c>Prefer: wait</c>, which its method and statuses do not tell.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WaitsAttribute : Attribute;
