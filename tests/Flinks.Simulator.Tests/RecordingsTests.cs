using System.Text.RegularExpressions;

namespace Flinks.Simulator.Tests;

/// <summary>Every recording of Flinks is held beside what the simulator says, or it is said here why not.</summary>
public sealed class RecordingsTests
{
    private static readonly Dictionary<string, string> NotSaidHere = new(StringComparer.Ordinal)
    {
        ["accounts-detail-200-oddities"] = "everything odd at once, as no bank has it; the odd login says some of it",
        ["authorize-200-legacy-shape"] = "how Flinks answered years ago",
        ["connect-event-redirect"] = "an older spelling of REDIRECT; today's are those of the recorded runs",
        ["error-500-aggregation-error"] = "the same as authorize-500-aggregation-error, from another endpoint",
        ["event-variants"] = "shapes for readers of messages; which of them is sent is a knob",
        ["nightly-refresh-status-400"] = "the call has no login that could be wrong",
        ["request-authorize-multiple"] = "an endpoint that Flinks has taken away",
        ["webhook-accounts-detail"] = "an older spelling of webhook-getaccountsdetail-200",
        ["webhook-getaccountsdetail-sparse"] = "for readers: as little as a webhook may say",
        ["webhook-hmac-vectors"] = "signatures of other bodies; those sent here are computed anew by the tests",
        ["webhook-kyc"] = "the other form of webhook-kyc-200",
        ["webhook-unknown-type"] = "for readers: no type of today",
    };

    [Fact]
    public void Each_is_compared()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Root(), "*.cs", SearchOption.AllDirectories).Where(file => !file.EndsWith("RecordingsTests.cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        var recordings = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).ToList();

        var compared = recordings.Where(name => Regex.IsMatch(sources, $"\"{Regex.Escape(name)}(\\.json)?\"")).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(NotSaidHere.Keys.Order(StringComparer.Ordinal), recordings.Except(compared).Order(StringComparer.Ordinal));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Flinks.Simulator.Tests.csproj")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
