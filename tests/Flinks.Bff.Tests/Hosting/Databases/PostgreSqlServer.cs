using System.Diagnostics;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>
/// A PostgreSQL server in a folder of its own, spoken to by a socket in that folder. A shell keeps it and takes orders for it: when this process
/// ends, in whatever way, the shell's input ends, and it stops the server and removes the folder.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    public const string Template = "template_of_tests";

    public const string Maintenance = "postgres";

    private const string Keeper = """
        bin=$1; dir=$2; commit=$3
        stop() { "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"; }
        trap '' INT TERM HUP
        trap stop EXIT
        mkdir -m 755 "$dir" || exit 1
        "$bin/initdb" -D "$dir/data" -U flinks --auth=trust --encoding=UTF8 --no-locale --no-sync || exit 1
        start() {
          "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w start -o "-k '$dir' -c listen_addresses='' -c max_connections=400 -c shared_buffers=64MB -c fsync=off -c synchronous_commit=$commit -c full_page_writes=off -c autovacuum=off"
        }
        start || exit 1
        echo ready
        while read -r order mode; do
          case $order in
            stop) "$bin/pg_ctl" -D "$dir/data" -m "$mode" -w stop || exit 1 ;;
            start) start || exit 1 ;;
          esac
          echo ready
        done
        """;

    private static readonly Lazy<PostgreSqlServer> Instance = new(() => new PostgreSqlServer(isDurable: false));

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"flinks-bff-pg-{Guid.NewGuid():N}"[..30]);
    private readonly Process _keeper;

    /// <param name="isDurable">What was committed is still there when the server dies. Slower; the machine's own death it does not stand either way.</param>
    public PostgreSqlServer(bool isDurable)
    {
        _keeper = Process.Start(new ProcessStartInfo(AsWhom[0], [.. AsWhom[1..], "sh", "-c", Keeper, "sh", Binaries ?? "", _folder, isDurable ? "on" : "off"])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("No shell started.");
        AwaitReady();
        MakeTemplate();
    }

    /// <summary>The one that the tests of this process share.</summary>
    public static PostgreSqlServer Started => Instance.Value;

    public static string? Absence =>
        OperatingSystem.IsWindows() ? "PostgreSQL is started by a shell, which Windows lacks."
        : Binaries is null ? "No PostgreSQL here: neither in PATH nor in /usr/lib/postgresql (Debian: apt-get install postgresql)."
        : null;

    private static string? Binaries { get; } = Candidates().FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] AsWhom => Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : ["env"];

    /// <summary>As the host leaves it, so that its connections and those of a test are of one pool, and can be cleared.</summary>
    public string ConnectionString(string database) => $"Host={_folder};Username=flinks;Database={database};Maximum Pool Size=20;Max Auto Prepare=50";

    public void Execute(string database, string sql) => Ask(database, sql);

    /// <summary>Ends it: <c>fast</c> says goodbye to those who are connected, <c>immediate</c> is its sudden death.</summary>
    public void Stop(string mode) => Order($"stop {mode}");

    /// <summary>Starts it again after <see cref="Stop"/>.</summary>
    public void StartAgain()
    {
        Order("start");
        ForgetConnections(Maintenance);
    }

    /// <summary>For good, with its folder.</summary>
    public void Dispose()
    {
        _keeper.StandardInput.Close();
        _keeper.WaitForExit();
        _keeper.Dispose();
    }

    public IEnumerable<string> FilesOf(string database) =>
        Directory.EnumerateFiles(Path.Combine(_folder, "data", "base", $"{Ask(Maintenance, $"SELECT oid FROM pg_database WHERE datname = '{database}'")}"));

    private static IEnumerable<string> Candidates() =>
    [
        .. Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [],
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
    ];

    private object? Ask(string database, string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private void Order(string order)
    {
        _keeper.StandardInput.WriteLine(order);
        _keeper.StandardInput.Flush();
        AwaitReady();
    }

    private void AwaitReady()
    {
        List<string> told = [];
        while (_keeper.StandardOutput.ReadLine() is { } line)
        {
            if (line == "ready")
            {
                return;
            }

            told.Add(line);
        }

        throw new InvalidOperationException($"PostgreSQL did not do as it was told: {string.Join('\n', told)}");
    }

    private void MakeTemplate()
    {
        using (var db = TestedProvider.ContextsOf(DatabaseProvider.PostgreSql).Open(ConnectionString(Template)))
        {
            db.Database.Migrate();
        }

        // Nobody may be connected to a database that is copied.
        ForgetConnections(Template);
    }

    private void ForgetConnections(string database)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database));
        NpgsqlConnection.ClearPool(connection);
    }
}
