namespace Flinks.Bff.Benchmarks.Load;

/// <summary>The figures of each variant, and the ratios against their targets.</summary>
public sealed class Report
{
    private readonly List<string> _variants = [];
    private readonly List<string> _rows = [];

    /// <summary>Subjects beside the yardstick with which they took turns.</summary>
    public void Add(string payload, Variant yardstick, IReadOnlyList<(Variant Subject, double Target)> subjects)
    {
        foreach (var variant in subjects.Select(subject => subject.Subject).Prepend(yardstick))
        {
            _variants.Add(
                $"| {payload,-7} | {variant.Name,-12} | {variant.PerSecond,8:0} | {variant.P50.TotalMilliseconds,7:0.00} | {variant.P99.TotalMilliseconds,7:0.00} | {variant.Failures,8} |");
        }

        foreach (var (subject, target) in subjects)
        {
            var ratios = subject.Rounds.Zip(yardstick.Rounds, (mine, theirs) => mine.PerSecond / theirs.PerSecond).ToList();
            var ratio = subject.PerSecond / yardstick.PerSecond;
            Row($"{payload}: {subject.Name} / {yardstick.Name}", $"{ratio:0.000} ({ratios.Min():0.000} to {ratios.Max():0.000})", $"{target:0.00}", ratio >= target);
        }
    }

    public void Row(string what, string measured, string target, bool? reached) =>
        _rows.Add($"| {what,-40} | {measured,-28} | {target,-10} | {reached switch { true => "yes", false => "NO", null => "-" },-7} |");

    public void Print(TextWriter writer)
    {
        if (_variants.Count > 0)
        {
            writer.WriteLine($"| {"Payload",-7} | {"Variant",-12} | {"Req/s",8} | {"p50 ms",7} | {"p99 ms",7} | {"Not 200",8} |");
            writer.WriteLine("|---------|--------------|---------:|--------:|--------:|---------:|");
            _variants.ForEach(writer.WriteLine);
            writer.WriteLine();
        }

        writer.WriteLine($"| {"What",-40} | {"Measured",-28} | {"Target",-10} | {"Reached",-7} |");
        writer.WriteLine($"|{new string('-', 42)}|{new string('-', 30)}|{new string('-', 12)}|---------|");
        _rows.ForEach(writer.WriteLine);
    }
}
