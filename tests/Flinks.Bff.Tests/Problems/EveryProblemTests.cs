using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Problems;

/// <summary>Every row of the contract's table of problems, met at the real application.</summary>
public sealed class EveryProblemTests
{
    public static TheoryData<string> Codes => [.. ExpectedProblem.All.Select(problem => problem.Code)];

    [Fact]
    public void Every_code_is_expected_and_met()
    {
        var codes = typeof(ProblemCodes).GetFields().Select(field => (string)field.GetValue(null)!).Order().ToList();

        Assert.Equal(codes, ExpectedProblem.All.Select(problem => problem.Code).Order());
        Assert.Equal(codes, EveryProblem.Ways.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_says_what_happened_in_both_languages_and_what_is_next(string code)
    {
        var way = EveryProblem.Ways[code];
        var english = await MeetAsync(way, "en-CA");
        var french = await MeetAsync(way, "fr-CA, en;q=0.5");

        foreach (var answer in new[] { english, french })
        {
            if (way.IsShown)
            {
                ExpectedProblem.Of(code).EndedAs(answer, way.FlinksCode);
            }
            else
            {
                ExpectedProblem.Of(code).Meets(answer, way.FlinksCode);
            }
        }

        Assert.Equal(("en", "fr"), (english.Headers["Content-Language"], french.Headers["Content-Language"]));
        Assert.Equal(Sentence(english, Language.English), english.Json.GetProperty("userMessage").GetString());
        Assert.Equal(Sentence(french, Language.French), french.Json.GetProperty("userMessage").GetString());
        Assert.NotEqual(english.Json.GetProperty("userMessage").GetString(), french.Json.GetProperty("userMessage").GetString());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_type_leads_to_a_page(string code)
    {
        await using var bff = await BffHost.StartAsync();

        var page = await bff.AsNobody().GetAsync($"/problems/{code}");

        Assert.Equal(200, page.Status);
        Assert.StartsWith("text/html", page.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains($"<code>{code}</code>", page.Text, StringComparison.Ordinal);
    }

    private static string Sentence(BffAnswer answer, Language language) =>
        FlinksSentences.Of(answer.Json.GetProperty("flinksCode").GetString(), answer.Code!, language) ?? ProblemTexts.Of(answer.Code!, language).UserMessage;

    private static async Task<BffAnswer> MeetAsync(EveryProblem.Way way, string language)
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            foreach (var (name, value) in way.Settings)
            {
                settings[name] = value;
            }
        });
        return await way.Go(bff, [("Accept-Language", language)]);
    }
}
