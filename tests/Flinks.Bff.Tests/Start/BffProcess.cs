using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;

namespace Flinks.Bff.Tests.Start;

/// <summary>The built host as a process of its own, with nothing but environment variables, in a folder of its own.</summary>
internal sealed partial class BffProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly ConcurrentQueue<string> _told = new();
    private readonly ConcurrentQueue<string> _complained = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BffProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
    }

    public string Told => string.Join('\n', _told);

    public IReadOnlyCollection<string> Complaints => [.. _complained.Where(line => line.Length > 0)];

    public int Id => _process.Id;

    /// <summary>Settings that are good, by the names of environment variables.</summary>
    public static Dictionary<string, string?> Good(TemporaryDatabase database)
    {
        var settings = TestSettings.For(database);
        settings.Remove($"Logging:{LogSink.Alias}:LogLevel:Default");
        settings["Logging:LogLevel:Default"] = "Information";
        return settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
    }

    public static BffProcess Start(Dictionary<string, string?> settings, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("flinks-bff-start-");
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(BffApplication).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var process = new BffProcess(new Process { StartInfo = start }, folder);
        process.Listen();
        return process;
    }

    /// <summary>Done when the host says where it listens.</summary>
    public Task<Uri> ListeningAsync() => _listening.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, as a supervisor does.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Sends it a signal: <c>STOP</c> makes it stand still, <c>CONT</c> go on.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => _complained.Enqueue(line.Data ?? "");
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The host ended: {string.Join('\n', _complained)}{Told}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        _told.Enqueue(line ?? "");
        if (line is not null && Listening().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Value));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}
