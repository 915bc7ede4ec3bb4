namespace Flinks.Bff.Platform.Settings;

/// <summary>Ends a start that must not go on with one line and an exit code, instead of a stack trace.</summary>
public static class Startup
{
    /// <summary>EX_CONFIG of sysexits.h: supervisors may tell it from a crash.</summary>
    private const int Misconfigured = 78;

    /// <summary>A sentence for whoever gave a command and waits for its end: not for a log.</summary>
    public static void Tell(string sentence) => Console.Out.WriteLine(sentence);

    public static async Task<int> RunAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Misconfigured;
        }
    }
}
