namespace Flinks.Bff.Operations.Doctor;

/// <summary>The <c>doctor</c> command: the same look as the route's, without a server and without what a start needs of the database.</summary>
public static class DoctorCommand
{
    /// <summary>The program's first argument.</summary>
    public const string Word = "doctor";

    private const int Well = 0;
    private const int Ill = 1;

    /// <summary>The report is for eyes: log lines between its own would only hide it.</summary>
    public static void Quieten(IConfigurationBuilder configuration) =>
        configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", "Critical"), new("Logging:LogLevel:Flinks", "Critical"), new("Logging:LogLevel:Microsoft", "Critical")]);

    /// <inheritdoc cref="RunAsync(IServiceProvider, TextWriter)"/>
    public static Task<int> RunAsync(IServiceProvider services) => RunAsync(services, Console.Out);

    /// <returns>The exit code: 1 if something is broken.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output)
    {
        var report = await services.GetRequiredService<DoctorService>().RunAsync(actor: null, new DoctorVisit(ThroughUnknownProxy: null), CancellationToken.None);
        await output.WriteAsync(Table(report));
        return report.Worst == Verdict.Broken ? Ill : Well;
    }

    private static string Table(DoctorReport report)
    {
        var width = report.Findings.Max(finding => finding.Name.Length);
        var lines = report.Findings.SelectMany(finding => (string[])
        [
            $"{WordOf(finding.Verdict),-8} {finding.Name.PadRight(width)}  {finding.Text}",
            .. finding.Advice is { } advice ? (string[])[$"{new string(' ', 9 + width)}  -> {advice}"] : [],
        ]);
        return string.Join(Environment.NewLine, [.. lines, "", Sum(report), ""]);
    }

    private static string Sum(DoctorReport report) => string.Join(", ", report.Findings.GroupBy(finding => finding.Verdict)
        .OrderByDescending(group => group.Key).Select(group => $"{group.Count()} {WordOf(group.Key)}"));

    private static string WordOf(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
