using System.Runtime.InteropServices;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>The command line of the load script.</summary>
public static class LoadProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        LoadOptions options;
        try
        {
            options = LoadOptions.Parse(arguments);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n{LoadOptions.Usage}");
            return 64;
        }

        using var interrupted = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        var report = new Report();
        var missing = options.Rows.ToDictionary(row => row, row => Row.Missing(row, options));
        foreach (var (row, what) in missing.Where(row => row.Value is not null))
        {
            report.Line(row, $"not measured: {what}", "", isReached: null);
        }

        options = options with { Rows = missing.Where(row => row.Value is null).Select(row => row.Key).ToHashSet() };
        try
        {
            await using var workplace = new Workplace();
            await new LoadRun(options, workplace, report).RunAsync(interrupted.Token);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; everything started was ended.");
            return 130;
        }
        catch (InvalidOperationException exception)
        {
            report.Print(Console.Out);
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }

        report.Print(Console.Out);
        return 0;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }
    }
}
