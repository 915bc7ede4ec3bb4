namespace Flinks.Bff.Benchmarks.Load;

/// <summary>The figures of each variant, and what was measured against its target.</summary>
public sealed class Report
{
    private const double Megabyte = 1024 * 1024;

    private readonly List<string> _figures = [];
    private readonly List<string> _lines = [];

    public void Figures(string payload, IEnumerable<Variant> variants) => _figures.AddRange(
        from variant in variants
        select $"| {payload,-7} | {variant.Name,-12} | {variant.PerSecond,6:0} | {variant.P50.TotalMilliseconds,7:0.00} | {variant.P99.TotalMilliseconds,7:0.00} "
            + $"| {variant.Failures,7} | {variant.ProcessorTime.TotalMicroseconds,7:0} | {variant.PeakResidentBytes / Megabyte,7:0} |");

    public void Line(string what, string measured, string target, bool? isReached) =>
        _lines.Add($"| {what,-34} | {measured,-46} | {target,-9} | {isReached switch { true => "yes", false => "NO", null => "" },-7} |");

    public void Print(TextWriter writer)
    {
        if (_figures.Count > 0)
        {
            writer.WriteLine($"| {"Payload",-7} | {"Variant",-12} | {"Req/s",6} | {"p50 ms",7} | {"p99 ms",7} | {"Not 200",7} | {"CPU µs",7} | {"Peak MB",7} |");
            writer.WriteLine("|---------|--------------|-------:|--------:|--------:|--------:|--------:|--------:|");
            _figures.ForEach(writer.WriteLine);
            writer.WriteLine();
        }

        writer.WriteLine($"| {"What",-34} | {"Measured",-46} | {"Target",-9} | {"Reached",-7} |");
        writer.WriteLine($"|{new string('-', 36)}|{new string('-', 48)}|{new string('-', 11)}|---------|");
        _lines.ForEach(writer.WriteLine);
    }
}
