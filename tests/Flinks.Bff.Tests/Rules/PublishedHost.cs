using System.Diagnostics;
using System.Text.Json;

namespace Flinks.Bff.Tests.Rules;

/// <summary>The host as it is published: what was built for the tests, without building it again.</summary>
[CollectionDefinition(Once)]
public sealed class PublishedHost : IAsyncLifetime, ICollectionFixture<PublishedHost>
{
    public const string Once = "published host";

    private JsonDocument? _dependencies;

    public string Folder { get; } = Directory.CreateTempSubdirectory("flinks-bff-published-").FullName;

    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))];

    /// <summary>All that it is made of, each as name and version.</summary>
    public IReadOnlyList<string> Libraries => [.. Dependencies.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];

    /// <summary>Packages of others that bring files with them.</summary>
    public IReadOnlyList<(string Name, string Version)> Packages =>
    [
        .. from library in Dependencies.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject()
           where BringsFiles(library.Value) && Dependencies.GetProperty("libraries").GetProperty(library.Name).GetProperty("type").ValueEquals("package")
           let parts = library.Name.Split('/')
           select (parts[0], parts[1]),
    ];

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private JsonElement Dependencies => (_dependencies ?? throw new InvalidOperationException("It is published when a test begins.")).RootElement;

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["publish", "src/Flinks.Bff", "--no-build", "-c", Configuration, "-o", Folder, "-nodeReuse:false"])
        {
            WorkingDirectory = SourceTree.Root,
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var told = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, told);
        _dependencies = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "Flinks.Bff.deps.json")));
    }

    public ValueTask DisposeAsync()
    {
        _dependencies?.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static bool BringsFiles(JsonElement library) =>
        new[] { "runtime", "runtimeTargets", "native" }.Any(kind => library.TryGetProperty(kind, out _));
}
