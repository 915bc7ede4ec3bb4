using System.Globalization;

namespace Flinks.Bff.Benchmarks.Waiting;

/// <summary>How many retrievals wait, where, and for how long they are watched.</summary>
public sealed record WaitingOptions(int Retrievals, int Instances, bool OnPostgres, TimeSpan Watched, string? Published)
{
    public const string Usage =
        """
        waiting [--retrievals 10000] [--instances 1] [--database sqlite|postgres] [--seconds 40] [--subject FOLDER]
          --retrievals  so many wait for Flinks, each asked for every 10 s
          --instances   of the host, on one database
          --seconds     how long their polls are watched
          --subject     a folder that src/Flinks.Bff was published to; without it, it is published first
        """;

    /// <exception cref="FormatException">The arguments are none of ours.</exception>
    public static WaitingOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count % 2 != 0)
        {
            throw new FormatException($"{arguments[^1]} has no value.");
        }

        var named = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        var options = new WaitingOptions(
            Number("--retrievals", 10_000), Number("--instances", 1), Take("--database", "sqlite") == "postgres", TimeSpan.FromSeconds(Number("--seconds", 40)), Take("--subject", null));
        return named.Count == 0 ? options : throw new FormatException($"Unknown: {string.Join(", ", named.Keys)}.");

        string? Take(string name, string? usual) => named.Remove(name, out var value) ? value : usual;

        int Number(string name, int usual) =>
            int.Parse(Take(name, null) ?? usual.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture) is > 0 and var number
                ? number
                : throw new FormatException($"{name} is not positive.");
    }
}
