using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Control;

public sealed class ControlTests : SimulatorTest
{
    [Fact]
    public async Task The_front_page_lists_every_login_and_the_keys()
    {
        var page = WebUtility.HtmlDecode(await Simulator.Http.GetStringAsync("/", RunningSimulator.Cancelled));

        Assert.All(SimulatedLogins.All, login =>
        {
            Assert.Contains(login.LoginId.ToString(), page, StringComparison.Ordinal);
            Assert.Contains(login.Sentence, page, StringComparison.Ordinal);
        });
        Assert.Contains(Flinks.Options.SecretKey, page, StringComparison.Ordinal);
        Assert.Contains("test_pending", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logins_are_listed()
    {
        var logins = await GetAsync("/sim/logins");

        Assert.Equal(SimulatedLogins.All.Count, logins.GetArrayLength());
        Assert.Equal(SimulatedLogins.NoMfa.LoginId, logins[0].GetProperty("loginId").GetGuid());
    }

    [Fact]
    public async Task Calls_are_listed()
    {
        await Caller.CachedAsync(SimulatedLogins.NoMfa);

        var calls = await GetAsync("/sim/calls");

        Assert.Equal(["GenerateAuthorizeToken", "Authorize"], calls.EnumerateArray().Select(call => call.GetProperty("endpoint").GetString()));
    }

    [Fact]
    public async Task A_fault_is_scripted_and_cleared()
    {
        using var accepted = await PostAsync("/sim/faults", new { endpoint = "Authorize", kind = "code", status = 401, flinksCode = "TOO_MANY_REQUESTS", times = 9 });
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        Assert.Equal("TOO_MANY_REQUESTS", (await Caller.CachedAsync(SimulatedLogins.NoMfa)).Code);

        using var cleared = await Simulator.Http.DeleteAsync("/sim/faults", RunningSimulator.Cancelled);

        Assert.Equal(200, (await Caller.CachedAsync(SimulatedLogins.NoMfa)).Status);
    }

    [Theory]
    [InlineData("Authorize", "earthquake")]
    [InlineData("GetPony", "abort")]
    public async Task A_fault_that_makes_no_sense_is_refused(string endpoint, string kind)
    {
        using var refused = await PostAsync("/sim/faults", new { endpoint, kind });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task The_clock_is_moved()
    {
        var before = (await GetAsync("/sim/clock")).GetProperty("now").GetDateTimeOffset();

        using var moved = await PostAsync("/sim/clock", new { advance = "00:08:00" });

        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Equal(before.AddMinutes(8), (await GetAsync("/sim/clock")).GetProperty("now").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_clock_is_not_moved_back()
    {
        using var refused = await PostAsync("/sim/clock", new { advance = "-00:08:00" });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_reset_brings_deleted_logins_back()
    {
        await Caller.DeleteAsync(SimulatedLogins.NoMfa.LoginId);

        using var reset = await PostAsync("/sim/reset", new { });

        Assert.Equal(200, (await Caller.CachedAsync(SimulatedLogins.NoMfa)).Status);
    }

    private async Task<JsonElement> GetAsync(string path) =>
        await Simulator.Http.GetFromJsonAsync<JsonElement>(path, RunningSimulator.Cancelled);

    private Task<HttpResponseMessage> PostAsync(string path, object body) =>
        Simulator.Http.PostAsJsonAsync(path, body, RunningSimulator.Cancelled);
}
