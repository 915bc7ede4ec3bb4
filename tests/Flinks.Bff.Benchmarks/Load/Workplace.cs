using System.Net;
using System.Net.Sockets;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>A temporary folder, and all that runs during a measurement: the last started ends first, and then the folder goes.</summary>
public sealed class Workplace : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Stack<IAsyncDisposable> _started = new();
    private readonly string _root = Directory.CreateTempSubdirectory("flinks-bff-load-").FullName;
    private readonly HttpClient _http = new();

    public Workplace()
    {
        // A database server that must not be root walks through it.
        File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    public string PathOf(string name) => Path.Combine(_root, name);

    public T Keep<T>(T started)
        where T : IAsyncDisposable
    {
        _started.Push(started);
        return started;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until an address answers 200, and says for how long.</summary>
    public async Task<TimeSpan> ReadyAsync(Child child, Uri address, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        do
        {
            if (child.HasEnded)
            {
                throw new InvalidOperationException($"It ended before it was ready: {child.Complaints}");
            }

            if (await AnswersAsync(address, cancellationToken))
            {
                return TimeProvider.System.GetElapsedTime(since);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));

        throw new OperationCanceledException(cancellationToken);
    }

    public static async Task RestAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(time, TimeProvider.System);
        await timer.WaitForNextTickAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var started))
        {
            await started.DisposeAsync();
        }

        _http.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(address, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
