namespace Flinks.Bff.Benchmarks.Load;

/// <summary>The names of the rows, and what each needs that may be missing here.</summary>
public static class Row
{
    public const string Sqlite = "sqlite";

    public const string Postgres = "postgres";

    public const string Stub = "stub";

    public const string TypeScript = "typescript";

    public const string Large = "large";

    public const string Latency = "latency";

    public const string Idle = "idle";

    public const string Huge = "huge";

    public static readonly IReadOnlyList<string> All = [Sqlite, Postgres, Stub, TypeScript, Large, Latency, Idle, Huge];

    /// <returns>What has to be installed first; null if nothing is missing.</returns>
    public static string? Missing(string row, LoadOptions options) => row switch
    {
        Stub when options.Stubbed is null => "no host with a stub for storage (--stub)",
        Sqlite or Stub or Large when !OnPath("wrk") => "wrk is not installed (Debian: wrk)",
        Postgres when !OnPath("wrk") || PostgresServer.Programs is null => "wrk and PostgreSQL are not both installed (Debian: wrk, postgresql)",
        TypeScript when !OnPath("wrk") || !OnPath("node") => "wrk and node are not both installed",
        TypeScript when !TypeScriptClient.IsInstalled => $"the client is not installed (npm install --no-package-lock --prefix {TypeScriptClient.Folder})",
        Latency when !Upstream.CanDelay => "nginx cannot hold answers back (Debian: libnginx-mod-http-echo)",
        _ when !OnPath("nginx") => "nginx is not installed (Debian: nginx-light)",
        _ => null,
    };

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));
}
