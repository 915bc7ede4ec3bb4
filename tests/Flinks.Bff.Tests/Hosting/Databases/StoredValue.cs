using System.Globalization;
using System.Text;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>A column's value as a search would meet it.</summary>
internal static class StoredValue
{
    public static byte[] Bytes(object value) => value switch
    {
        byte[] bytes => bytes,
        Guid id => id.ToByteArray(),
        Guid[] ids => [.. ids.SelectMany(id => id.ToByteArray())],
        _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
