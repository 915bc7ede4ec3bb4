using System.Text.RegularExpressions;

namespace Flinks.Bff.Tests.Rules;

/// <summary>Rules that the compiler does not know.</summary>
public sealed partial class SourceRuleTests
{
    private const int LongestFile = 300;

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold()
    {
        var tooLong = SourceTree.Files("src").Where(file => File.ReadLines(file).Count() > LongestFile).Select(SourceTree.Name);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_left_open()
    {
        Assert.Empty(Offending("src", LeftOpen()));
        Assert.Empty(Offending("tests", LeftOpen()));
    }

    [Fact]
    public void Time_comes_from_a_clock_that_tests_can_move()
    {
        Assert.Empty(Offending("src", RealTime()));
    }

    [Fact]
    public void Nothing_is_silenced_that_could_be_null()
    {
        Assert.Empty(Offending("src", Forgiven()));
    }

    private static IEnumerable<string> Offending(string folder, Regex rule) =>
        from file in SourceTree.Files(folder)
        where Path.GetFileName(file) != "SourceRuleTests.cs"
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where rule.IsMatch(line.Text)
        select $"{SourceTree.Name(file)}:{line.Number}: {line.Text.Trim()}";

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|\bXXX\b|NotImplementedException")]
    private static partial Regex LeftOpen();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|Thread\.Sleep|Stopwatch\.GetTimestamp|Environment\.TickCount")]
    private static partial Regex RealTime();

    [GeneratedRegex(@"\bnull!|\bdefault!")]
    private static partial Regex Forgiven();
}
