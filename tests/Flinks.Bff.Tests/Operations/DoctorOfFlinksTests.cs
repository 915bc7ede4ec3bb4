using Flinks.Bff.Operations.Doctor;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Operations;

/// <summary>What is wrong between Flinks and us is told apart as far as Flinks' answers allow.</summary>
public sealed class DoctorOfFlinksTests
{
    private const string Token = """{"HttpStatusCode":200,"Token":"5e0f3ff4-4cbb-4f11-93f5-0f8a1f3b3a51"}""";

    [Theory]
    [InlineData("Flinks:SecretKey", "not-the-one-that-Flinks-knows", "ok", "broken", "ok")]
    [InlineData("Flinks:ApiKey", "not-the-one-that-Flinks-knows", "ok", "ok", "broken")]
    [InlineData("Flinks:ApiKey", null, "ok", "ok", "broken")]
    [InlineData("Flinks:CustomerId", "0e61d8fa-58b6-4fc4-9a36-2b41f97d1ab6", "unknown", "broken", "broken")]
    public async Task A_key_that_Flinks_refuses_is_named(string setting, string? value, string customerId, string secretKey, string apiKey)
    {
        await using var bff = await BffHost.StartAsync(settings => settings[setting] = value);

        var findings = await bff.ExamineAsync();

        Assert.Equal(Verdict.Ok, findings["flinks"].Verdict);
        Assert.Equal(
            (customerId, secretKey, apiKey),
            (Word(findings["flinks customer id"]), Word(findings["flinks secret key"]), Word(findings["flinks api key"])));
    }

    [Fact]
    public async Task An_address_at_which_there_is_nothing_is_told()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, new Fault.Answer(404, ""));
        bff.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetailAsync, new Fault.Answer(404, ""));

        var findings = await bff.ExamineAsync();

        Assert.Equal(("ok", "broken", "unknown"), (Word(findings["flinks"]), Word(findings["flinks customer id"]), Word(findings["flinks secret key"])));
    }

    [Fact]
    public async Task A_gateway_that_answers_for_Flinks_is_told()
    {
        await using var bff = await BffHost.StartAsync(services: HurriedClock.Use);
        bff.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, Fault.Html());
        bff.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetailAsync, Fault.Html());

        var findings = await bff.ExamineAsync();

        Assert.Equal(("broken", "unknown", "unknown"), (Word(findings["flinks"]), Word(findings["flinks secret key"]), Word(findings["flinks api key"])));
        Assert.Contains("not Flinks itself", findings["flinks"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Flinks_that_is_not_there_is_told()
    {
        await using var bff = await BffHost.StartAsync(services: HurriedClock.Use);
        bff.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, new Fault.Abort());
        bff.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetailAsync, new Fault.Abort());

        var findings = await bff.ExamineAsync();

        Assert.Equal("Flinks cannot be reached.", findings["flinks"].Text);
        Assert.Equal(("broken", "unknown", "unknown"), (Word(findings["flinks"]), Word(findings["flinks secret key"]), Word(findings["flinks api key"])));
    }

    [Theory]
    [InlineData(0, "ok", "Flinks' clock and ours agree.")]
    [InlineData(4, "ok", "Flinks' clock and ours agree.")]
    [InlineData(-30, "warning", "Flinks' clock is 30 s behind ours.")]
    [InlineData(300, "broken", "Flinks' clock is 300 s ahead of ours.")]
    public async Task Clocks_that_differ_are_told(int ahead, string verdict, string text)
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Always(
            FlinksEndpoint.GenerateAuthorizeToken,
            new Fault.Answer(200, Token) { Headers = new Dictionary<string, string> { ["Date"] = $"{BffHost.Start.AddSeconds(ahead):R}" } });

        var finding = (await bff.ExamineAsync())["flinks clock"];

        Assert.Equal((verdict, text), (Word(finding), finding.Text));
    }

    private static string Word(Finding finding) => $"{finding.Verdict}".ToLowerInvariant();
}
