using System.Security.Cryptography;
using System.Text;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.AspNetCore.WebUtilities;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>The address at which the person answers the bank.</summary>
public sealed class ResumeUrlTests
{
    [Fact]
    public async Task The_address_carries_session_token_configured_parameters_and_the_retrievals_options()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Connect:Parameters:theme"] = "dark");

        var asked = await bff.As("alice").ConnectAsync(
            SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live", options = new { withTransactions = false, daysOfTransactions = 365 } });

        var parameters = Parameters(asked.ResumeUrl());
        Assert.StartsWith(TestSettings.ConnectBase + "?", asked.ResumeUrl(), StringComparison.Ordinal);
        Assert.Equal(
            ["requestId", "authorizeToken", "sync", "theme", "withTransactions", "daysOfTransactions", "bff_expires", "bff_kid", "bff_signature"],
            parameters.Select(parameter => parameter.Name));
        var values = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        Assert.Equal("true", values["sync"]);
        Assert.Equal("dark", values["theme"]);
        Assert.Equal("false", values["withTransactions"]);
        Assert.Equal("Days365", values["daysOfTransactions"]);
        Assert.Equal("k1", values["bff_kid"]);
        Assert.DoesNotContain(values["authorizeToken"], bff.Authorizes().Select(call => call.AuthKey));
        Assert.DoesNotContain(SimulatedLogins.MfaQuestion.LoginId.ToString(), asked.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_signature_covers_every_byte_before_it()
    {
        await using var bff = await BffHost.StartAsync();

        var url = (await bff.As("alice").MeetChallengeAsync()).ResumeUrl();

        var at = url.IndexOf("&bff_signature=", StringComparison.Ordinal);
        var key = Convert.FromBase64String(TestSettings.For(bff.Database)["ResumeUrls:Keys:0:Value"]!);
        var expected = WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(url[..at])));
        Assert.Equal("&bff_signature=" + expected, url[at..]);
    }

    [Fact]
    public async Task In_webhook_delivery_the_session_is_left_to_Flinks()
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["Flinks:Delivery"] = "Webhook";
            settings["Webhooks:Keys:0"] = "d2ViaG9vay1rZXktZm9yLXRlc3RzLW9mLXRoZS1iZmY=";
        });

        var url = (await bff.As("alice").MeetChallengeAsync()).ResumeUrl();

        Assert.DoesNotContain("sync", Parameters(url).Select(parameter => parameter.Name));
    }

    [Theory]
    [InlineData("00:08:00", "00:14:00", 8)]
    [InlineData("00:20:00", "00:14:00", 14)]
    public async Task It_works_until_the_window_closes_or_its_token_dies(string window, string tokenLifetime, int minutes)
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["Flinks:ResumeWindow"] = window;
            settings["Flinks:AuthorizeTokenLifetime"] = tokenLifetime;
        });

        var asked = await bff.As("alice").MeetChallengeAsync();

        var ends = BffHost.Start.AddMinutes(minutes);
        Assert.Equal(ends, asked.ResumeExpiresAt());
        Assert.Equal(ends, asked.Json.GetProperty("nextAction").GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal($"{ends.ToUnixTimeSeconds()}", Value(asked.ResumeUrl(), "bff_expires"));
    }

    [Fact]
    public async Task A_new_address_is_minted_at_each_call_for_the_same_window()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(5));

        var first = await bff.As("alice").MintResumeUrlAsync(asked.RetrievalId);
        var second = await bff.As("alice").MintResumeUrlAsync(asked.RetrievalId);

        Assert.Equal(203, first.Status);
        Assert.Equal("OPEN", first.NextMethod);
        Assert.Equal(first.ResumeUrl(), first.NextUrl);
        Assert.Equal(BffHost.Start + RetrievalSteps.ResumeWindow, first.ResumeExpiresAt());
        Assert.Equal(asked.ResumeRequestId(), first.ResumeRequestId());
        Assert.Equal(
            3, new[] { asked, first, second }.Select(answer => Value(answer.ResumeUrl(), "authorizeToken")).Distinct().Count());
    }

    [Fact]
    public async Task Without_a_token_the_call_fails_and_the_challenge_stays_open()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0");
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GenerateAuthorizeToken, Fault.Code(401, "UNAUTHORIZED"));

        var refused = await bff.As("alice").MintResumeUrlAsync(asked.RetrievalId);
        var again = await bff.As("alice").MintResumeUrlAsync(asked.RetrievalId);

        Assert.Equal(503, refused.Status);
        Assert.Equal("upstream_rejected_us", refused.Code);
        Assert.Equal(203, again.Status);
    }

    [Fact]
    public async Task There_is_none_when_nothing_waits()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);

        foreach (var retrievalId in new[] { ready.RetrievalId, pending.RetrievalId })
        {
            var refused = await bff.As("alice").MintResumeUrlAsync(retrievalId);

            Assert.Equal(409, refused.Status);
            Assert.Equal("not_waiting", refused.Code);
            Assert.Equal("poll", refused.NextAction);
            Assert.Equal($"/api/v1/retrievals/{retrievalId}", refused.NextUrl);
            Assert.Equal(retrievalId, refused.RetrievalId);
        }
    }

    [Fact]
    public async Task There_is_none_after_the_window_has_closed()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(RetrievalSteps.ResumeWindow);

        var refused = await bff.As("alice").MintResumeUrlAsync(asked.RetrievalId);

        Assert.Equal(409, refused.Status);
        Assert.Equal("resume_window_closed", refused.Code);
        Assert.Equal("retrieve", refused.NextAction);
    }

    private static List<(string Name, string Value)> Parameters(string url) =>
    [
        .. url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(pair => pair.Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]))),
    ];

    private static string Value(string url, string name) => Parameters(url).Single(parameter => parameter.Name == name).Value;
}
