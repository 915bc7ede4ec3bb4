using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Flinks.Bff.Platform.Identifiers;

/// <summary>Names a connection: one bank login that one user linked.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<ConnectionId>))]
public readonly record struct ConnectionId(Guid Value) : IGuidId<ConnectionId>
{
    public static ConnectionId From(Guid value) => new(value);

    /// <summary>A new id whose order follows time, so that rows are inserted at the end of their index.</summary>
    public static ConnectionId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static ConnectionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConnectionId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new ConnectionId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}
