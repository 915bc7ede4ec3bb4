namespace Flinks.Bff.Platform.Identifiers;

/// <summary>An identifier of ours: a GUID that cannot be mistaken for another kind of GUID.</summary>
public interface IGuidId<TSelf> : IParsable<TSelf>
    where TSelf : struct, IGuidId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}
