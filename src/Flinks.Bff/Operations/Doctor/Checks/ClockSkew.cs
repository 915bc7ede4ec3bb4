using System.Globalization;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>How far apart two clocks may be.</summary>
internal static class ClockSkew
{
    /// <summary>Flinks' clock is told in whole seconds; and whether the bank was read after we asked is decided by both.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(5);

    /// <summary>From here on tokens, windows and leases do not mean what they say.</summary>
    private static readonly TimeSpan Harmful = TimeSpan.FromMinutes(1);

    private const string Advice = "Keep the clocks of all machines by a time server (NTP).";

    public static Finding Judge(string name, string clock, TimeSpan? ahead) => ahead switch
    {
        null => new Finding(name, Verdict.Unknown, $"{clock} is not told."),
        { } skew when skew.Duration() > Harmful => new Finding(name, Verdict.Broken, Apart(clock, skew), Advice),
        { } skew when skew.Duration() > Noticed => new Finding(name, Verdict.Warning, Apart(clock, skew), Advice),
        _ => new Finding(name, Verdict.Ok, $"{clock} and ours agree."),
    };

    private static string Apart(string clock, TimeSpan skew) =>
        string.Create(CultureInfo.InvariantCulture, $"{clock} is {Math.Round(skew.Duration().TotalSeconds)} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} ours.");
}
