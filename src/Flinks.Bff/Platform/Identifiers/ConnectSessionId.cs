using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Flinks.Bff.Platform.Identifiers;

/// <summary>Names a connect session: one run of the Connect widget.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<ConnectSessionId>))]
public readonly record struct ConnectSessionId(Guid Value) : IGuidId<ConnectSessionId>
{
    public static ConnectSessionId From(Guid value) => new(value);

    /// <summary>A new id whose order follows time, so that rows are inserted at the end of their index.</summary>
    public static ConnectSessionId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static ConnectSessionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConnectSessionId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new ConnectSessionId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}
