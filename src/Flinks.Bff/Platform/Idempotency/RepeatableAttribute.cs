namespace Flinks.Bff.Platform.Idempotency;

/// <summary>The call changes nothing and answers as things stand: with a key that was used before it is simply made again.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatableAttribute : Attribute;
