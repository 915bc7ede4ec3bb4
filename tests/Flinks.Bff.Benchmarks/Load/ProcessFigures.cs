using System.Globalization;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>What Linux tells of a process and of those that it started.</summary>
public sealed class ProcessFigures(int id)
{
    /// <summary>Of <c>/proc/…/stat</c>, in every Linux that .NET runs on.</summary>
    private const int TicksPerSecond = 100;

    public long ResidentBytes => Tree(id).Sum(process => Status(process, "VmRSS:"));

    /// <summary>The most it was since <see cref="ForgetPeak"/>.</summary>
    public long PeakResidentBytes => Tree(id).Sum(process => Status(process, "VmHWM:"));

    public TimeSpan ProcessorTime => TimeSpan.FromSeconds((double)Tree(id).Sum(Ticks) / TicksPerSecond);

    public void ForgetPeak()
    {
        foreach (var process in Tree(id))
        {
            File.WriteAllText($"/proc/{process}/clear_refs", "5");
        }
    }

    private static IEnumerable<int> Tree(int root) =>
    [
        root,
        .. File.ReadAllText($"/proc/{root}/task/{root}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(child => Tree(int.Parse(child, CultureInfo.InvariantCulture))),
    ];

    private static long Ticks(int process)
    {
        // The name in parentheses may hold blanks.
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    private static long Status(int process, string name) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024)
        .Single();
}
