using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.ClusterTests.Kills;

/// <summary>How often a host is killed, among how many people, and by which chance.</summary>
internal sealed record KillPlan(int Kills, int Seed)
{
    public const string KillsVariable = "FLINKSBFF_KILLS";

    /// <summary>What can be waited for at every build. The full proof is 200.</summary>
    private const int ShortForm = 7;

    /// <summary>So many retrievals are open at least when a working host is killed.</summary>
    public const int FewestOpen = 30;

    /// <summary>Nobody begins anything while so many are.</summary>
    public const int MostOpen = 90;

    /// <summary>So many people are there when the first host listens.</summary>
    public const int FirstPeople = 40;

    /// <summary>As the environment says; otherwise the short form, by a new chance each time.</summary>
    public static KillPlan OfEnvironment() => new(ByHand.Number(KillsVariable) ?? ShortForm, ByHand.Number(ByHand.SeedVariable) ?? Random.Shared.Next(1_000_000));
}
