using System.Globalization;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>What Linux tells of a process.</summary>
public sealed class ProcessFigures(int id)
{
    /// <summary>Of <c>/proc/…/stat</c>, in every Linux that .NET runs on.</summary>
    private const int TicksPerSecond = 100;

    public long ResidentBytes => Status("VmRSS:");

    /// <summary>The most it was since <see cref="ForgetPeak"/>.</summary>
    public long PeakResidentBytes => Status("VmHWM:");

    public TimeSpan ProcessorTime
    {
        get
        {
            // The name in parentheses may hold blanks.
            var fields = File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
        }
    }

    public void ForgetPeak() => File.WriteAllText($"/proc/{id}/clear_refs", "5");

    private long Status(string name) => File.ReadLines($"/proc/{id}/status")
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024)
        .Single();
}
