using System.Globalization;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>How much is sent, and which of all the possible requests.</summary>
internal sealed record FuzzPlan(int Requests, int Seed)
{
    public const string RequestsVariable = "FLINKSBFF_FUZZ";

    public const string SeedVariable = "FLINKSBFF_SEED";

    /// <summary>Enough to meet every operation with most kinds of oddity; the long form sends 100,000.</summary>
    private const int ShortForm = 4_000;

    /// <summary>The same in every run, unless told otherwise: what fails once fails again.</summary>
    private const int UsualSeed = 20_261_120;

    /// <summary>Callers at once; each sends its share, one request after the other.</summary>
    public const int Callers = 4;

    public int Each => Requests / Callers;

    public static FuzzPlan OfEnvironment() => new(Number(RequestsVariable) ?? ShortForm, Number(SeedVariable) ?? UsualSeed);

    /// <summary>The chance by which one caller lives.</summary>
    public Random ChanceOf(int caller) => new(unchecked((Seed * 1_000_003) ^ (caller * 7919)));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
