using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace Flinks.Bff.Tests.Rules;

/// <summary>What is published is the host and what it needs: nothing that is for development.</summary>
[Collection(PublishedHost.Once)]
public sealed class PublishedHostTests(PublishedHost host)
{
    private static readonly string[] ForDevelopment =
        ["Simulator", "DevHost", "Demo", "Dev.", "xunit", "Mvc.Testing", "TestHost", "NSubstitute", "EntityFrameworkCore.Design", "CodeAnalysis", "secrets.json"];

    [Fact]
    public async Task No_file_of_it_is_for_development()
    {
        Assert.Contains("Flinks.Bff.dll", host.Files);
        Assert.DoesNotContain(host.Files, IsForDevelopment);
        Assert.Equal(["appsettings.json"], host.Files.Where(file => file.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain("Globalization.Invariant", await File.ReadAllTextAsync(Path.Combine(host.Folder, "Flinks.Bff.runtimeconfig.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Subset(Kept(Path.Combine(host.Folder, "Flinks.Bff.dll")), new HashSet<string> { "wwwroot/launch/launch.html", "wwwroot/launch/launch.js", "wwwroot/launch/launch.css" });
        Assert.DoesNotContain(host.Libraries, IsForDevelopment);
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

    /// <summary>Files inside an assembly.</summary>
    private static HashSet<string> Kept(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.ManifestResources.Select(resource => metadata.GetString(metadata.GetManifestResource(resource).Name))];
    }
}
