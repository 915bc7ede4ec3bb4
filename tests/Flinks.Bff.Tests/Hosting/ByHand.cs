using System.Globalization;

namespace Flinks.Bff.Tests.Hosting;

/// <summary>For tests with a long form that somebody starts by hand: what they asked for by the environment, and what they are told.</summary>
public static class ByHand
{
    /// <summary>The same seed gives the same chances again.</summary>
    public const string SeedVariable = "FLINKSBFF_SEED";

    public static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }
}
