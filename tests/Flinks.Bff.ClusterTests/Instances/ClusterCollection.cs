namespace Flinks.Bff.ClusterTests.Instances;

/// <summary>Three hosts at a time are enough for one machine: these tests do not run beside each other.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection
{
    public const string Name = "Cluster";
}
