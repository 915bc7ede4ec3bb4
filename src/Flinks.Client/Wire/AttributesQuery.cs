namespace Flinks.Client.Wire;

/// <summary>Body of <c>POST /insight/login/{loginId}/attributes/{requestId}</c> (flinks/api.md 12.7).</summary>
public sealed class AttributesQuery
{
    public required AttributeNames Attributes { get; init; }

    public AttributeFilters? Filters { get; init; }

    /// <summary>Account ids; absent means all.</summary>
    public IReadOnlyList<Guid>? AccountFilter { get; init; }
}

/// <summary>The attributes asked for.</summary>
public sealed class AttributeNames
{
    public required IReadOnlyList<string> Card { get; init; }
}

/// <summary>Which accounts count.</summary>
public sealed class AttributeFilters
{
    public IReadOnlyList<string>? AccountCategory { get; init; }
}
