using System.Reflection;
using Flinks.Bff.DevHost;
using Flinks.Client;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Rules;

/// <summary>Arrows between the projects point one way.</summary>
public sealed class ReferenceTests
{
    private static readonly Assembly Client = typeof(FlinksClient).Assembly;
    private static readonly Assembly Bff = typeof(BffApplication).Assembly;
    private static readonly Assembly Simulator = typeof(SimulatedFlinks).Assembly;
    private static readonly Assembly DevHost = typeof(DevHostApplication).Assembly;

    [Fact]
    public void The_client_knows_nobody() => Assert.Empty(Ours(Client));

    [Fact]
    public void The_host_knows_the_client_alone() => Assert.Equal(["Flinks.Client"], Ours(Bff));

    [Fact]
    public void The_simulator_knows_nothing_of_the_host() => Assert.Equal(["Flinks.Client"], Ours(Simulator));

    [Fact]
    public void The_simulator_takes_the_wire_shapes_from_the_client_and_nothing_else()
    {
        var used = MembersUsed.Of(Simulator).Select(member => member.Type).Where(type => type.StartsWith("Flinks.Client", StringComparison.Ordinal)).Distinct();

        Assert.All(used, type => Assert.StartsWith("Flinks.Client.Wire.", type, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_development_host_knows_both() => Assert.Superset(new HashSet<string> { "Flinks.Bff", "Flinks.Simulator" }, Ours(DevHost).ToHashSet());

    private static IEnumerable<string> Ours(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith("Flinks.", StringComparison.Ordinal)).Order();
}
