using System.Globalization;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>What to measure and for how long.</summary>
public sealed record LoadOptions(IReadOnlySet<string> Rows, TimeSpan Time, int Rounds, int Users, string? Published, string? Stubbed)
{
    public const string Usage =
        """
        load [--rows sqlite,postgres,stub,typescript,large,latency,idle,huge] [--seconds 5] [--rounds 5] [--users 1024] [--subject FOLDER] [--stub FOLDER]
          --rows     only these rows of the table
          --seconds  length of one round of load; subject and yardstick take turns
          --rounds   rounds of each
          --users    users with one connection each
          --subject  a folder that src/Flinks.Bff was published to; without it, it is published first
          --stub     a folder with a host whose storage is a stub, for the row of that name
        """;

    /// <exception cref="FormatException">The arguments are none of ours.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count % 2 != 0)
        {
            throw new FormatException($"{arguments[^1]} has no value.");
        }

        var named = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        var rows = Take("--rows", string.Join(',', Row.All)).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
        var options = new LoadOptions(
            rows, TimeSpan.FromSeconds(Number("--seconds", 5)), Number("--rounds", 5), Number("--users", 1024), Folder("--subject"), Folder("--stub"));

        var unknown = named.Keys.Concat(rows.Except(Row.All)).ToList();
        return unknown.Count == 0 ? options : throw new FormatException($"Unknown: {string.Join(", ", unknown)}.");

        string? Folder(string name) => named.Remove(name, out var folder) ? Path.GetFullPath(folder) : null;

        string Take(string name, string usual) => named.Remove(name, out var value) ? value : usual;

        int Number(string name, int usual) =>
            int.Parse(Take(name, usual.ToString(CultureInfo.InvariantCulture)), NumberStyles.None, CultureInfo.InvariantCulture) is > 0 and var number
                ? number
                : throw new FormatException($"{name} is not positive.");
    }
}
