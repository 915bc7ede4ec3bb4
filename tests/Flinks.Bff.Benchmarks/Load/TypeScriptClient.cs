namespace Flinks.Bff.Benchmarks.Load;

/// <summary>The community's TypeScript client for Flinks, in a small server. It is not ours to ship: who wants the row installs it.</summary>
public static class TypeScriptClient
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Yardsticks", "typescript");

    public static bool IsInstalled => Directory.Exists(Path.Combine(Folder, "node_modules", "flinks-api"));
}
