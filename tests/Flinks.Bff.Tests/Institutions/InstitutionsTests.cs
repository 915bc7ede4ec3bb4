using System.Text.Json;
using Flinks.Bff.Institutions;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Institutions;

/// <summary>The banks that people can connect: found as people type them, and there when Flinks is not.</summary>
public sealed class InstitutionsTests
{
    private const string Address = "/api/v1/institutions";

    [Fact]
    public async Task The_banks_come_in_the_order_of_the_alphabet()
    {
        await using var bff = await BffHost.StartAsync();

        var all = await bff.As("alice").GetAsync(Address);

        Assert.Equal((200, "en", "Accept-Language"), (all.Status, all.Headers["Content-Language"], all.Headers["Vary"]));
        Assert.Equal(["id", "name", "country", "enabled", "url"], all.Json[0].Members());
        Assert.Equal(BankDirectory.All.Count, all.Json.GetArrayLength());
        Assert.Equal("Bank of Yesterday", Names(all)[0]);
        var flinks = all.Json.EnumerateArray().Single(bank => bank.GetProperty("id").GetInt32() == 14);
        Assert.Equal("""{"id":14,"name":"Flinks Capital","country":"CA","enabled":true,"url":"https://bank-14.example.invalid/en"}""", flinks.GetRawText());
    }

    [Theory]
    [InlineData("?search=emilie", "Saint Emily Savings Union")]
    [InlineData("?search=%20%20SAINTE-%C3%89MILIE%20", "Saint Emily Savings Union")]
    [InlineData("?search=e%CC%81rable", "Maple Pretend Credit Union")]
    [InlineData("?search=credit&country=us", "Fake Credit Union of Nowhere")]
    [InlineData("?search=no%20%20%20such", "")]
    [InlineData("?country=US", "Fake Credit Union of Nowhere|Imaginary Federal Bank")]
    [InlineData("?search=prairie&country=", "Pretend Prairie Bank")]
    [InlineData("?search=%ED%A0%80", "")]
    public async Task A_bank_is_found_without_regard_to_capitals_and_accents(string query, string expected)
    {
        await using var bff = await BffHost.StartAsync();

        var found = await bff.As("alice").GetAsync(Address + query);

        Assert.Equal((200, expected), (found.Status, string.Join('|', Names(found))));
    }

    [Fact]
    public async Task Names_and_sites_come_in_the_callers_language_where_there_are_any()
    {
        await using var bff = await BffHost.StartAsync();

        var french = await bff.As("alice").GetAsync($"{Address}?search=nationale", ("Accept-Language", "fr-CA"));
        var onlyEnglish = await bff.As("alice").GetAsync($"{Address}?search=imaginary", ("Accept-Language", "fr"));

        Assert.Equal(("fr", "Banque nationale inventée", "https://bank-9007.example.invalid/fr"), (french.Headers["Content-Language"], Names(french)[0], french.Json[0].GetProperty("url").GetString()));
        Assert.Equal("Imaginary Federal Bank", Names(onlyEnglish)[0]);
    }

    [Theory]
    [InlineData("country=CAN", "country")]
    [InlineData("country=1", "country")]
    public async Task A_country_has_two_letters(string query, string member)
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await bff.As("alice").GetAsync($"{Address}?{query}");
        var tooLong = await bff.As("alice").GetAsync($"{Address}?search={new string('x', 101)}");

        Assert.Equal((400, member), (answer.Status, Assert.Single(answer.InvalidMembers())));
        Assert.Equal((400, "search"), (tooLong.Status, Assert.Single(tooLong.InvalidMembers())));
    }

    [Fact]
    public async Task Flinks_is_asked_once_an_hour()
    {
        await using var bff = await BffHost.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bff.As("alice").GetAsync(Address)));
        bff.Clock.Advance(InstitutionDirectory.FreshFor - TimeSpan.FromSeconds(1));
        await bff.As("bob").GetAsync(Address);
        var within = bff.Flinks.Calls.To(FlinksEndpoint.Institutions).Count;
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        await bff.As("bob").GetAsync(Address);

        Assert.Equal((1, 2), (within, bff.Flinks.Calls.To(FlinksEndpoint.Institutions).Count));
    }

    [Fact]
    public async Task An_older_list_serves_where_Flinks_fails_and_Flinks_is_not_asked_at_every_call()
    {
        await using var bff = await BffHost.StartAsync(services: HurriedClock.Use);
        await bff.As("alice").GetAsync(Address);
        bff.Flinks.Faults.Always(FlinksEndpoint.Institutions, Fault.Code(500, "AGGREGATION_ERROR"));
        bff.Clock.Advance(InstitutionDirectory.FreshFor);
        bff.Flinks.Calls.Clear();

        var stale = await bff.As("alice").GetAsync(Address);
        await bff.As("alice").GetAsync(Address);
        var asked = bff.Flinks.Calls.To(FlinksEndpoint.Institutions).Count;
        bff.Clock.Advance(InstitutionDirectory.TryAgainAfter);
        await bff.As("alice").GetAsync(Address);

        Assert.Equal((200, BankDirectory.All.Count, 1), (stale.Status, stale.Json.GetArrayLength(), asked));
        Assert.Equal(2, bff.Flinks.Calls.To(FlinksEndpoint.Institutions).Count);
    }

    [Theory]
    [InlineData(401, "UNAUTHORIZED", "upstream_rejected_us")]
    [InlineData(500, "AGGREGATION_ERROR", "upstream_failed")]
    [InlineData(400, "INVALID_REQUEST", "upstream_misused")]
    [InlineData(429, "TOO_MANY_REQUESTS", "upstream_busy")]
    [InlineData(504, null, "upstream_unavailable")]
    [InlineData(200, "OK", "upstream_failed")]
    public async Task Without_any_list_the_trouble_is_told_and_the_next_call_asks_again(int status, string? flinksCode, string code)
    {
        await using var bff = await BffHost.StartAsync(services: HurriedClock.Use);
        bff.Flinks.Faults.Always(FlinksEndpoint.Institutions, FlinksRefusal.Of(status, flinksCode, session: false));

        var failed = await bff.As("alice").GetAsync(Address);
        bff.Flinks.Faults.Clear();
        await bff.SettleAsync();
        var then = await bff.As("alice").GetAsync(Address);

        ExpectedProblem.Of(code).Meets(failed, flinksCode);
        Assert.Equal(200, then.Status);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_for_a_retrieval()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Institutions);

        var waiting = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.AnswerWithin);
        var call = bff.As("alice").GetAsync(Address);
        await gate.Arrived;
        await waiting;
        bff.Clock.Advance(RetrievalSteps.AnswerWithin);
        var answer = await call;
        gate.Open();
        await bff.SettleAsync();
        var then = await bff.As("alice").GetAsync(Address);

        ExpectedProblem.Of("upstream_unavailable").Meets(answer);
        Assert.Equal(200, then.Status);
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.Institutions));
    }

    [Fact]
    public async Task Pages_are_read_to_the_last_one()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Institutions, Page(0, 1000));
        bff.Flinks.Faults.Next(FlinksEndpoint.Institutions, Page(1000, 1000));
        bff.Flinks.Faults.Next(FlinksEndpoint.Institutions, Page(2000, 3));

        var all = await bff.As("alice").GetAsync(Address);

        Assert.Equal(2003, all.Json.GetArrayLength());
        Assert.Equal(["0", "1000", "2000"], bff.Flinks.Calls.To(FlinksEndpoint.Institutions).Select(call => call.Query["skip"]));
        Assert.All(bff.Flinks.Calls.To(FlinksEndpoint.Institutions), call => Assert.Equal("1000", call.Query["take"]));
    }

    [Fact]
    public async Task A_page_that_comes_again_and_again_is_read_twice_only()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Always(FlinksEndpoint.Institutions, Page(0, 1000));

        var all = await bff.As("alice").GetAsync(Address);

        Assert.Equal((1000, 2), (all.Json.GetArrayLength(), bff.Flinks.Calls.To(FlinksEndpoint.Institutions).Count));
    }

    [Fact]
    public async Task An_entry_that_says_little_takes_no_other_with_it()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Institutions, new Fault.Answer(200, """
            {"Data":[null,{"Id":null},{"Id":1,"Localizations":[]},{"Id":"2","Localizations":[{"Name":"Two","Urls":[{"Url":"javascript:alert(1)"}]},7]},"text"],"Count":"5"}
            """));

        var all = await bff.As("alice").GetAsync(Address);

        Assert.Equal("""[{"id":2,"name":"Two","country":null,"enabled":false,"url":null}]""", all.Text);
    }

    private static Fault.Answer Page(int from, int count) => new(200, JsonSerializer.Serialize(new
    {
        Data = Enumerable.Range(from, count).Select(id => new { Id = id, Localizations = new[] { new { Language = "en", Name = $"Bank {id}" } }, Status = "Enabled", Country = "CA" }),
        Count = count,
    }));

    private static string?[] Names(BffAnswer answer) => [.. answer.Json.EnumerateArray().Select(bank => bank.GetProperty("name").GetString())];
}
