namespace Flinks.Client.Tests;

/// <summary>Bodies that Flinks sends, by file name.</summary>
public static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path));

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, $"{name}.json"));

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.json"));
}
