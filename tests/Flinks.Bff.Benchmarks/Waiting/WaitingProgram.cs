using Flinks.Bff.Benchmarks.Load;

namespace Flinks.Bff.Benchmarks.Waiting;

/// <summary>The command line of the measurement.</summary>
public static class WaitingProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var report = new Report();
        try
        {
            var options = WaitingOptions.Parse(arguments);
            await using var workplace = new Workplace();
            await new WaitingRun(options, workplace, report).RunAsync(CancellationToken.None);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n{WaitingOptions.Usage}");
            return 64;
        }
        catch (InvalidOperationException exception)
        {
            report.Print(Console.Out);
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }

        report.Print(Console.Out);
        return 0;
    }
}
