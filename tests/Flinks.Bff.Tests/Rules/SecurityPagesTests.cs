using System.Text.RegularExpressions;

namespace Flinks.Bff.Tests.Rules;

/// <summary>The pages about security name tests, files and packages: what they name is there, and what is shipped is named.</summary>
[Collection(PublishedHost.Once)]
public sealed partial class SecurityPagesTests(PublishedHost host)
{
    private static readonly string Pages = Path.Combine(SourceTree.Root, ".github");

    [Theory]
    [InlineData("SECURITY.md")]
    [InlineData("DEPENDENCIES.md")]
    public void Whatever_a_page_points_at_is_there(string page)
    {
        var targets = Links().Matches(Text(page)).Select(link => link.Groups["target"].Value).ToList();

        Assert.NotEmpty(targets);
        Assert.DoesNotContain(targets, target => !File.Exists(Path.Combine(Pages, target)));
    }

    [Fact]
    public void Every_threat_names_what_holds_its_answer()
    {
        var threats = Text("SECURITY.md").Split("## Threats")[1].Split("## What is left")[0].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Threat", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(threats);
        Assert.DoesNotContain(threats, threat => !Links().IsMatch(threat.Split('|')[3]));
    }

    [Fact]
    public void Every_package_that_is_shipped_is_listed_with_its_version_and_no_other()
    {
        Assert.SkipWhen(host.Packages.Any(package => package.Name == "Refit"), "The list is of the packages of the limited feed.");

        var listed = Text("DEPENDENCIES.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(PackagesOf);

        Assert.Equal(host.Packages.Order(), listed.Order());
    }

    private static IEnumerable<(string Name, string Version)> PackagesOf(string row)
    {
        var cells = row.Split('|');
        return Names().Matches(cells[1]).Select(name => (name.Groups["name"].Value, cells[2].Trim().Split(' ')[0]));
    }

    private static string Text(string page) => File.ReadAllText(Path.Combine(Pages, page));

    [GeneratedRegex(@"\]\((?<target>[^)#:]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Names();
}
