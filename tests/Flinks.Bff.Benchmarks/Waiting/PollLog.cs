using System.Globalization;

namespace Flinks.Bff.Benchmarks.Waiting;

/// <summary>What the polls that Flinks saw tell of the host that sent them.</summary>
public sealed class PollLog(string file)
{
    /// <summary>The answer says when the next one is due; from then on it is late. What the calls themselves take counts as lateness too.</summary>
    private const double Interval = 10;

    /// <summary>Polls within a span of time, and by how much each was late, in order.</summary>
    /// <param name="from">Seconds since 1970.</param>
    public (int Polls, IReadOnlyList<double> Lateness) Between(double from, double to)
    {
        var polls = 0;
        var lateness = new List<double>();
        var last = new Dictionary<string, double>();
        foreach (var line in File.ReadLines(file))
        {
            var parts = line.Split(' ');
            var at = double.Parse(parts[0], CultureInfo.InvariantCulture);
            var session = parts[1][(parts[1].LastIndexOf('/') + 1)..];
            if (at >= from && at < to)
            {
                polls++;
                if (last.TryGetValue(session, out var before))
                {
                    lateness.Add(at - before - Interval);
                }
            }

            last[session] = at;
        }

        lateness.Sort();
        return (polls, lateness);
    }
}
