using System.Diagnostics;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>A process of ours: ended with us, by its id. Its standard output goes nowhere, what it complains of into a file.</summary>
public sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _complaints;
    private readonly string _endSignal;

    private Child(Process process, string complaints, string endSignal)
    {
        _process = process;
        _complaints = complaints;
        _endSignal = endSignal;
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public string Complaints => File.Exists(_complaints) ? File.ReadAllText(_complaints).Trim() : "";

    /// <param name="complaints">The file for its standard error.</param>
    /// <param name="endSignal">What asks it to end.</param>
    public static Child Start(
        string complaints, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, string endSignal = "TERM")
    {
        // The shell only places the two streams; then it becomes the process itself.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>\"$COMPLAINTS\" </dev/null", "sh", .. command])
        {
            WorkingDirectory = folder ?? "",
        };
        start.Environment["COMPLAINTS"] = complaints;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        return new Child(process, complaints, endSignal);
    }

    /// <summary>Runs a command to its end and returns what it said.</summary>
    public static async Task<string> RunAsync(
        IReadOnlyList<string> command, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        using var ending = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var told = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var complained = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? await told
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {await told}{await complained}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", [$"-{_endSignal}", $"{Id}"]);
            await kill.WaitForExitAsync(CancellationToken.None);
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        _process.Dispose();
    }
}
