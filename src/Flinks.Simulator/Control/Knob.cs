using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Flinks.Simulator.Control;

/// <summary>A setting that may be turned while the simulator runs, by the name it has in the configuration.</summary>
internal sealed class Knob(string name, object owner, PropertyInfo property)
{
    // A timer cannot wait much longer.
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(30);

    public string Name => name;

    public string Value => Convert.ToString(property.GetValue(owner), CultureInfo.InvariantCulture) ?? "";

    /// <summary>What it may be set to; null when that is not a short list.</summary>
    public IReadOnlyList<string>? Choices => property.PropertyType switch
    {
        { IsEnum: true } choices => Enum.GetNames(choices),
        var type when type == typeof(bool) => [bool.FalseString, bool.TrueString],
        _ => null,
    };

    /// <summary>Reads the value it would have. False: the text is none for it.</summary>
    public bool TryRead(string text, out object? value)
    {
        value = Parse(text);
        var isUnset = value is null && text.Length == 0 && property.PropertyType == typeof(string);
        return (value is not null || isUnset) && IsAllowed(value);
    }

    public void Turn(object? value) => property.SetValue(owner, value);

    private object? Parse(string text)
    {
        var type = property.PropertyType;
        if (type == typeof(string))
        {
            return text.Length > 0 ? text : null;
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(text, out var yes) ? yes : null;
        }

        if (type == typeof(int))
        {
            return int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        if (type == typeof(TimeSpan))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero && span <= LongestSpan ? span : null;
        }

        return Choices?.Contains(text) == true ? Enum.Parse(type, text) : null;
    }

    private bool IsAllowed(object? value) => property.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(value));
}
