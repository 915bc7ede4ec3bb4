namespace Flinks.Bff.Tests.Rules;

/// <summary>The source files, found from where the tests were built.</summary>
internal static class SourceTree
{
    public static readonly string Root = FindRoot();

    /// <summary>What people wrote: not what tools made, and not stand-ins for packages of others.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Parts(file).Any(part => part is "obj" or "bin" or "Migrations" or "Compat"));

    public static string Name(string file) => Path.GetRelativePath(Root, file);

    private static string[] Parts(string file) => Name(file).Split(Path.DirectorySeparatorChar);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Flinks.Bff.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not stand in the source tree.");
    }
}
