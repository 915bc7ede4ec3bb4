namespace Flinks.Bff.Platform.OpenApi;

/// <summary>What the action answers is in the language of <c>Accept-Language</c>, and says so in <c>Content-Language</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BilingualAttribute : Attribute;
