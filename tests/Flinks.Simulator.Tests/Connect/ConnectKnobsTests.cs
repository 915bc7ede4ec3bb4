using System.Text.Json;
using Flinks.Simulator.Connect;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Connect;

public sealed class ConnectKnobsTests : SimulatorTest
{
    private ConnectKnobs Knobs => Flinks.Options.Connect;

    [Theory]
    [InlineData(RedirectShape.Both, "institution,loginId,requestId,step,tag,url")]
    [InlineData(RedirectShape.IdsOnly, "institution,loginId,requestId,step,tag")]
    [InlineData(RedirectShape.UrlOnly, "institution,step,url")]
    public async Task A_redirect_brings_what_the_knob_says(RedirectShape shape, string members)
    {
        Knobs.RedirectShape = shape;

        var page = await ConnectAsync("tag=conn_7");

        Assert.Equal(members, string.Join(',', page.Events[^1].EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Unknown_steps_follow_the_known_ones()
    {
        Knobs.ExtraUnknownEvents = true;

        var page = await ConnectAsync("");

        Assert.Equal(["APP_MOUNTED", "COMPONENT_SOMETHING_NEW", "COMPONENT_LOAD_INSTITUTION_SELECTOR"], page.Told.Take(3));
    }

    [Fact]
    public async Task Foreign_messages_come_between()
    {
        Knobs.ForeignMessages = true;

        var page = await ConnectAsync("");

        Assert.Equal("""{"target":"synthetic-extension","type":"ping"}""", page.Events[0].GetRawText());
        Assert.Equal(2, page.Events.Count(told => told.TryGetProperty("step", out var step) && step.GetString()!.StartsWith("COMPONENT_LOAD", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(ConsentEvent.LoadConsent, "COMPONENT_LOAD_CONSENT")]
    [InlineData(ConsentEvent.ConsentIntro, "COMPONENT_CONSENT_INTRO")]
    [InlineData(ConsentEvent.Both, "COMPONENT_CONSENT_INTRO,COMPONENT_LOAD_CONSENT")]
    public async Task Consent_is_told_by_the_name_that_the_knob_says(ConsentEvent name, string expected)
    {
        Knobs.ConsentEvent = name;

        var page = await OpenAsync("consentEnable=true");

        Assert.Equal(expected, string.Join(',', page.Told.Skip(1)));
    }

    [Theory]
    [InlineData(true, "", true)]
    [InlineData(true, "consentEnable=false", false)]
    [InlineData(false, "", false)]
    public async Task Consent_is_asked_for_by_default_or_not(bool byDefault, string parameters, bool asks)
    {
        Knobs.ConsentByDefault = byDefault;

        var page = await OpenAsync(parameters);

        Assert.Equal(asks, page.Told.Contains("COMPONENT_LOAD_CONSENT"));
    }

    [Fact]
    public async Task Kinds_of_questions_may_come_as_a_list()
    {
        Knobs.MfaTypesAsList = true;
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);

        var page = await OpenAsync($"requestId={asked.RequestId}");

        Assert.Equal(JsonValueKind.Array, page.Events[^1].GetProperty("mfaTypes").ValueKind);
    }

    [Fact]
    public async Task Where_resuming_is_not_switched_on_the_visit_starts_at_the_beginning()
    {
        Knobs.ResumeActivated = false;
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);

        var page = await OpenAsync($"requestId={asked.RequestId}");

        Assert.Equal(["APP_MOUNTED", "COMPONENT_LOAD_INSTITUTION_SELECTOR"], page.Told);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Misspelt_parameters_are_shown_and_refused_if_that_is_wanted(bool strict)
    {
        Knobs.StrictParameters = strict;
        var token = Flinks.IssueToken();

        var html = await Simulator.Http.GetStringAsync($"/v2/?redirectURL=https%3A%2F%2Fa.test&authorizeToken={token}", RunningSimulator.Cancelled);

        Assert.Contains("<code>redirectURL</code>", html, StringComparison.Ordinal);
        Assert.Equal(strict, !html.Contains("APP_MOUNTED", StringComparison.Ordinal));
    }

    private Task<ConnectPage> OpenAsync(string parameters) =>
        new ConnectPage(Simulator.Http).OpenAsync($"/v2/?{parameters}&authorizeToken={Flinks.IssueToken()}");

    private async Task<ConnectPage> ConnectAsync(string parameters)
    {
        var page = await OpenAsync(parameters);
        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "Everyday"));
        return page;
    }
}
