namespace Flinks.Bff.Benchmarks.Load;

/// <summary>The source tree, found from where this program was built.</summary>
public static class SourceTree
{
    public static string PathOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Flinks.Bff.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null
            ? throw new InvalidOperationException("This program does not stand in its source tree; say with --subject where the published host is.")
            : Path.Combine(folder.FullName, name);
    }
}
