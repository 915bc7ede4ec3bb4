using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace Flinks.Bff.Tests.Rules;

/// <summary>What is published is the host and what it needs: nothing that is for development.</summary>
public sealed class PublishedHostTests
{
    private static readonly string[] ForDevelopment =
        ["Simulator", "DevHost", "Demo", "Dev.", "xunit", "Mvc.Testing", "TestHost", "NSubstitute", "EntityFrameworkCore.Design", "CodeAnalysis", "secrets.json"];

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    [Fact]
    public async Task No_file_of_it_is_for_development()
    {
        var folder = Directory.CreateTempSubdirectory("flinks-bff-published-").FullName;
        try
        {
            await PublishAsync(folder);
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).ToList();

            Assert.Contains("Flinks.Bff.dll", files);
            Assert.DoesNotContain(files, IsForDevelopment);
            Assert.Equal(["appsettings.json"], files.Where(file => file.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)));
            Assert.DoesNotContain("Globalization.Invariant", await File.ReadAllTextAsync(Path.Combine(folder, "Flinks.Bff.runtimeconfig.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Subset(Kept(Path.Combine(folder, "Flinks.Bff.dll")), new HashSet<string> { "wwwroot/launch/launch.html", "wwwroot/launch/launch.js", "wwwroot/launch/launch.css" });
            Assert.DoesNotContain(Libraries(Path.Combine(folder, "Flinks.Bff.deps.json")), IsForDevelopment);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Its_code_has_no_back_door_for_development()
    {
        var doors = from file in SourceTree.Files("src/Flinks.Bff")
                    from line in File.ReadLines(file)
                    where line.Contains("/dev/", StringComparison.Ordinal) || line.Contains("\"dev", StringComparison.Ordinal)
                    select $"{SourceTree.Name(file)}: {line.Trim()}";

        Assert.Empty(doors);
    }

    [Fact]
    public void The_settings_that_come_with_it_hold_no_secret()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "appsettings.json")));

        Assert.Equal(["Logging"], settings.RootElement.EnumerateObject().Select(section => section.Name));
    }

    private static bool IsForDevelopment(string name) => ForDevelopment.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Libraries(string dependencies)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(dependencies));
        return [.. document.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];
    }

    /// <summary>Files inside an assembly.</summary>
    private static HashSet<string> Kept(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.ManifestResources.Select(resource => metadata.GetString(metadata.GetManifestResource(resource).Name))];
    }

    /// <summary>What was built for the tests, without building it again.</summary>
    private static async Task PublishAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", "src/Flinks.Bff", "--no-build", "-c", Configuration, "-o", folder, "-nodeReuse:false"])
        {
            WorkingDirectory = SourceTree.Root,
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var told = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, told);
    }
}
