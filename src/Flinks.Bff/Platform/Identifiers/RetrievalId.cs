using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Flinks.Bff.Platform.Identifiers;

/// <summary>Names a retrieval: one attempt to get a connection's data.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<RetrievalId>))]
public readonly record struct RetrievalId(Guid Value) : IGuidId<RetrievalId>
{
    public static RetrievalId From(Guid value) => new(value);

    /// <summary>A new id whose order follows time, so that rows are inserted at the end of their index.</summary>
    public static RetrievalId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static RetrievalId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RetrievalId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new RetrievalId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}
