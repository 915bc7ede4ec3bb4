namespace Flinks.Bff.Benchmarks.Load;

/// <summary>A PostgreSQL server of our own with its default settings (fsync on), in the temporary folder. It refuses to be root, so root hands it to the user postgres.</summary>
public sealed class PostgresServer
{
    private const string Versions = "/usr/lib/postgresql";

    private readonly int _port = Workplace.FreePort();

    private PostgresServer()
    {
    }

    /// <summary>Where its programs are; null if they are not installed.</summary>
    public static string? Programs => Directory.Exists(Versions)
        ? Directory.EnumerateDirectories(Versions).Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()
        : null;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres";

    public static async Task<PostgresServer> StartAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var server = new PostgresServer();
        var folder = workplace.Folder("postgres");
        var data = Path.Combine(folder, "data");
        var asUser = Environment.UserName == "root" ? (string[])["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        if (asUser.Length > 0)
        {
            await Child.RunAsync(["chown", "postgres", folder], cancellationToken);
        }

        await Child.RunAsync([.. asUser, $"{Programs}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"], cancellationToken, folder: folder);
        string[] command = [.. asUser, $"{Programs}/postgres", "-D", data, "-c", "listen_addresses=127.0.0.1", "-c", $"port={server._port}", "-c", $"unix_socket_directories={folder}"];
        // INT ends it at once, with callers still connected; TERM would wait for them.
        var child = workplace.Keep(Child.Start(workplace.PathOf("postgres.complaints"), command, folder: folder, endSignal: "INT"));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (!child.Complaints.Contains("ready to accept connections", StringComparison.Ordinal))
        {
            if (child.HasEnded)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {child.Complaints}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return server;
    }
}
