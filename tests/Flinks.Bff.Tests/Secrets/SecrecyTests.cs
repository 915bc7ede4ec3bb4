using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Secrets;

public sealed class SecrecyTests
{
    [Fact]
    public async Task Nothing_secret_stands_in_a_log_a_trace_a_metric_or_an_answer()
    {
        await using var bff = await WatchedBff.StartAsync();

        await new Scenario(bff).RunAsync();

        Assert.Empty(bff.Leaks());
        Assert.Superset(new HashSet<string> { "log", "trace", "metric" }, bff.Eavesdropper.Kinds.ToHashSet());
        Assert.Contains(bff.Eavesdropper.Heard, heard => heard.Where == "trace Flinks.Client");
        Assert.True(bff.Secrets.Count > 100 && bff.Data.Count > 3 && bff.Tickets.Count > 0);
    }

    [Fact]
    public async Task The_address_of_Flinks_is_the_one_place_of_a_token()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0");

        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });

        var authorized = Assert.Single(bff.Flinks.Calls.To(Simulator.Calls.FlinksEndpoint.Authorize));
        Assert.Equal(asked.NextUrl, asked.Json.GetProperty("resume").GetProperty("url").GetString());
        Assert.DoesNotContain("authorizeToken", asked.Text.Replace(asked.NextUrl!, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(authorized.AuthKey!, asked.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Calls_to_Flinks_carry_the_trace_of_the_caller()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0");
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, ("traceparent", $"00-{TraceId}-b7ad6b7169203331-01"));

        Assert.Equal(TraceId, answer.Headers["X-Trace-Id"]);
        Assert.Equal(3, bff.Flinks.Calls.All.Count);
        Assert.All(bff.Flinks.Calls.All, call => Assert.StartsWith($"00-{TraceId}-", call.Headers["traceparent"], StringComparison.Ordinal));
        Assert.All(bff.Flinks.Calls.All, call => Assert.DoesNotContain("b7ad6b7169203331", call.Headers["traceparent"], StringComparison.Ordinal));
    }
}
