using System.Globalization;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>One round of load by wrk.</summary>
public static class Wrk
{
    public const int Connections = 32;

    private const int Threads = 2;

    /// <param name="calls">The file with the calls.</param>
    /// <param name="check">Looks at the status of every answer: for warming up, as it costs.</param>
    public static async Task<Round> RunAsync(Uri address, string calls, TimeSpan time, bool check, CancellationToken cancellationToken)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Load", "calls.lua");
        string[] command = ["wrk", $"-t{Threads}", $"-c{Connections}", $"-d{(int)Math.Ceiling(time.TotalSeconds)}s", "--timeout", "30s", "-s", script, address.OriginalString];
        var environment = new Dictionary<string, string>
        {
            ["CALLS"] = calls,
            ["THREADS"] = Threads.ToString(CultureInfo.InvariantCulture),
            ["CHECK"] = check ? "1" : "0",
        };
        var told = await Child.RunAsync(command, cancellationToken, environment);
        var numbers = told.Split('\n').Single(line => line.StartsWith("RESULT ", StringComparison.Ordinal)).Split(' ')[1..]
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new Round(
            numbers[0], numbers[0] / (numbers[1] / 1e6), TimeSpan.FromMicroseconds(numbers[3]), TimeSpan.FromMicroseconds(numbers[4]), numbers[2] / numbers[0], (int)(numbers[5] + numbers[6]));
    }
}

/// <summary>What one round brought.</summary>
/// <param name="Failures">Answers that were not 200, and connections that broke. Without a check of every status, those over 399.</param>
public sealed record Round(double Requests, double PerSecond, TimeSpan P50, TimeSpan P99, double BytesPerAnswer, int Failures);
