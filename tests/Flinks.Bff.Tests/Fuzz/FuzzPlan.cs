using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>How much is sent, and which of all the possible requests.</summary>
internal sealed record FuzzPlan(int Requests, int Seed)
{
    public const string RequestsVariable = "FLINKSBFF_FUZZ";

    /// <summary>Enough to meet every operation with most kinds of oddity; the long form sends 100,000.</summary>
    private const int ShortForm = 4_000;

    /// <summary>The same in every run, unless told otherwise: what fails once fails again.</summary>
    private const int UsualSeed = 20_261_120;

    /// <summary>Callers at once; each sends its share, one request after the other.</summary>
    public const int Callers = 4;

    public static FuzzPlan OfEnvironment() => new(ByHand.Number(RequestsVariable) ?? ShortForm, ByHand.Number(ByHand.SeedVariable) ?? UsualSeed);

    /// <summary>The chance by which one caller lives.</summary>
    public Random ChanceOf(int caller) => new(unchecked((Seed * 1_000_003) ^ (caller * 7919)));
}
