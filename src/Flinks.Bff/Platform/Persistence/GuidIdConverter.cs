using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Our typed identifiers stand in the database as plain GUIDs.</summary>
public sealed class GuidIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => From(value))
    where TId : struct, IGuidId<TId>
{
    private static TId From(Guid value) => TId.From(value);
}
