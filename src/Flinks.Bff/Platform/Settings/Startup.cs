namespace Flinks.Bff.Platform.Settings;

/// <summary>Ends a start that must not go on with one line and an exit code, instead of a stack trace.</summary>
public static class Startup
{
    /// <summary>EX_CONFIG of sysexits.h: supervisors may tell it from a crash.</summary>
    private const int Misconfigured = 78;

    /// <summary>Where whoever gave a command and waits for its end is told what comes of it: no log.</summary>
    public static TextWriter Out => Console.Out;

    public static Task<int> RunAsync(Func<Task> run) => RunAsync(async () =>
    {
        await run();
        return 0;
    });

    /// <param name="run">Gives the exit code of a run that was not stopped.</param>
    public static async Task<int> RunAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Misconfigured;
        }
    }
}
