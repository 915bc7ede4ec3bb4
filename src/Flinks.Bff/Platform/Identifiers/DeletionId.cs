using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Flinks.Bff.Platform.Identifiers;

/// <summary>Names the receipt of a deletion.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<DeletionId>))]
public readonly record struct DeletionId(Guid Value) : IGuidId<DeletionId>
{
    public static DeletionId From(Guid value) => new(value);

    /// <summary>A new id whose order follows time, so that rows are inserted at the end of their index.</summary>
    public static DeletionId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static DeletionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DeletionId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new DeletionId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}
