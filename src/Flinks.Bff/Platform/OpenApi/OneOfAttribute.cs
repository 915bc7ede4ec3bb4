using System.Reflection;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>The values that a member may have, where its type does not say them. Only describes: nothing is checked by it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute : Attribute
{
    public OneOfAttribute(params object[] values) => Values = values;

    /// <param name="constants">A class whose constants are the values.</param>
    public OneOfAttribute(Type constants) =>
        Values = [.. constants.GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => constant.GetRawConstantValue()).OfType<object>()];

    public IReadOnlyList<object> Values { get; }
}
