using System.Security.Cryptography;
using System.Text;

namespace Flinks.Bff.Launch;

/// <summary>
/// The files of the page. They are kept in the assembly, so that they are there wherever the host is started, and name each other with a
/// version, so that a browser asks for each only once.
/// </summary>
/// <param name="Version">Another one as soon as any of the files is another.</param>
/// <param name="Page">The page itself.</param>
/// <param name="Parts">Scripts and style by their names.</param>
internal sealed record LaunchFiles(string Version, byte[] Page, IReadOnlyDictionary<string, byte[]> Parts)
{
    private const string Folder = "wwwroot/launch/";

    private const string PageName = "launch.html";

    private const string VersionMark = "{version}";

    public static LaunchFiles Read()
    {
        var assembly = typeof(LaunchFiles).Assembly;
        var texts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToDictionary(name => name[Folder.Length..], name => TextOf(assembly.GetManifestResourceStream(name)));
        var version = VersionOf(texts.Values);
        var files = texts.ToDictionary(text => text.Key, text => Encoding.UTF8.GetBytes(text.Value.Replace(VersionMark, version, StringComparison.Ordinal)));
        var page = files[PageName];
        files.Remove(PageName);
        return new LaunchFiles(version, page, files);
    }

    private static string TextOf(Stream? file)
    {
        using var reader = new StreamReader(file ?? Stream.Null, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string VersionOf(IEnumerable<string> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))).AsSpan(0, 8));
}
