using System.Collections;
using System.ComponentModel;
using System.Globalization;

namespace Flinks.Bff.Platform.Settings;

/// <summary>Finds settings that cannot be read as what they are. The framework's binder finds them too, but its message shows the value.</summary>
public static class ReadableValues
{
    public static IEnumerable<string> Complaints<TOptions>(IConfiguration configuration, string section) =>
        from property in typeof(TOptions).GetProperties()
        where property.CanWrite
        let name = $"{section}:{property.Name}"
        from complaint in IsList(property.PropertyType)
            ? List(configuration.GetSection(name), name, property.PropertyType)
            : Scalar(configuration[name], name, property.PropertyType)
        select complaint;

    private static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    /// <summary>The binder passes over a single value where a list belongs, and over an object where a text belongs.</summary>
    private static IEnumerable<string> List(IConfigurationSection section, string name, Type type)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            yield return $"{name} is a single value where {name}:0 and so on belong";
        }

        if (type.GetGenericArguments()[^1] != typeof(string))
        {
            yield break;
        }

        foreach (var child in section.GetChildren().Where(child => child.Value is null))
        {
            yield return $"{name}:{child.Key} is not a text";
        }
    }

    private static IEnumerable<string> Scalar(string? value, string name, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type);
        var isLeftOut = value is null || (value.Length == 0 && plain is not null);
        return isLeftOut || !type.IsValueType || IsReadable(value ?? string.Empty, plain ?? type) ? [] : [$"{name} is not {Expected(plain ?? type)}"];
    }

    private static bool IsReadable(string value, Type type) => type.IsEnum
        ? Array.Exists(Enum.GetNames(type), name => string.Equals(name, value, StringComparison.OrdinalIgnoreCase))
        : CanConvert(value, type);

    private static bool CanConvert(string value, Type type)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, value) is not null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Expected(Type type) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ when type == typeof(TimeSpan) => "a duration like 00:00:10",
        _ when type == typeof(bool) => "true or false",
        _ => "a whole number that fits",
    };
}
