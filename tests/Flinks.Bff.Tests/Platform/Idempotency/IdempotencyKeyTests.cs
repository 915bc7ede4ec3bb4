using System.Text;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Platform.Idempotency;

public sealed class IdempotencyKeyTests
{
    private const string Header = "Idempotency-Key";

    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    public static TheoryData<string> Bad => new(" ", "two words", "tab\there", "clé", new string('k', 256));

    public static TheoryData<string> Good => new("k", "!~", "8e03978e-40d5-43dd-bc93-6894a57f9324", "\"quoted\"", new string('k', 255));

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_key_is_1_to_255_visible_characters(string key)
    {
        await using var bff = await BffHost.StartAsync();

        var refused = await bff.As("alice").ConnectAsync(Login, null, (Header, key));

        Assert.Equal((400, "validation_failed"), (refused.Status, refused.Code));
        Assert.Equal([Header], refused.InvalidMembers());
        Assert.Empty(bff.Flinks.Calls.All);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Any_such_key_is_honoured(string key)
    {
        await using var bff = await BffHost.StartAsync();

        var first = await bff.As("alice").StartUnderAsync(key);
        var second = await bff.As("alice").StartUnderAsync(key);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Two_keys_are_none()
    {
        await using var bff = await BffHost.StartAsync();

        var refused = await bff.As("alice").ConnectAsync(Login, null, (Header, "one"), (Header, "two"));

        Assert.Equal(400, refused.Status);
        Assert.Equal([Header], refused.InvalidMembers());
    }

    [Fact]
    public async Task Keys_differ_by_case()
    {
        await using var bff = await BffHost.StartAsync();

        Assert.NotEqual(await bff.As("alice").StartUnderAsync("key"), await bff.As("alice").StartUnderAsync("KEY"));
    }

    [Fact]
    public async Task On_a_GET_the_header_means_nothing()
    {
        await using var bff = await BffHost.StartAsync();

        var list = await bff.As("alice").GetAsync("/api/v1/connections", (Header, "two words"));

        Assert.Equal(200, list.Status);
    }

    [Fact]
    public async Task A_call_that_was_not_valid_keeps_no_key()
    {
        await using var bff = await BffHost.StartAsync();
        var refused = await bff.As("alice").PostAsync("/api/v1/connections", new { loginId = "none" }, (Header, "k"));

        var mended = await bff.As("alice").ConnectAsync(Login, null, (Header, "k"));

        Assert.Equal((400, 200), (refused.Status, mended.Status));
    }

    [Fact]
    public async Task A_call_that_ended_in_trouble_keeps_no_key()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(500, "AGGREGATION_ERROR"));

        var trouble = await bff.As("alice").ConnectAsync(Login, new { freshness = "live" }, (Header, "k"));
        var again = await bff.As("alice").ConnectAsync(Login, new { freshness = "cached" }, (Header, "k"));

        Assert.Equal((503, 200), (trouble.Status, again.Status));
    }

    [Fact]
    public async Task A_call_that_made_nothing_keeps_no_key()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var refused = await bff.As("bob").ConnectAsync(Login, null, (Header, "k"));

        var other = await bff.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId, null, (Header, "k"));

        Assert.Equal((409, 200), (refused.Status, other.Status));
    }

    [Fact]
    public async Task A_refused_login_is_a_result_that_a_key_keeps()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId, null, (Header, "k"));
        bff.Flinks.Calls.Clear();

        var second = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId, null, (Header, "k"));

        Assert.Equal((409, "reconnect_required"), (second.Status, second.Code));
        Assert.Equal(first.RetrievalId, second.RetrievalId);
        Assert.Empty(bff.Flinks.Calls.To(FlinksEndpoint.Authorize));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_day_a_key_is_free_again(bool swept)
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").StartUnderAsync("k");

        bff.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        var within = await bff.As("alice").StartUnderAsync("k");
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        if (swept)
        {
            await bff.SweepAsync();
        }

        var after = await bff.As("alice").StartUnderAsync("k");
        var kept = await bff.As("alice").StartUnderAsync("k");

        Assert.Equal(first, within);
        Assert.NotEqual(first, after);
        Assert.Equal(after, kept);
    }

    [Fact]
    public async Task What_is_kept_are_hashes_and_the_id_of_what_was_made()
    {
        await using var bff = await BffHost.StartAsync();

        var linked = await bff.As("alice").ConnectAsync(Login, null, (Header, "a-telling-key"));

        var kept = await bff.ReadAsync(db => db.IdempotencyKeys.SingleAsync());
        Assert.Equal((32, 32), (kept.CallHash.Length, kept.BodyHash.Length));
        Assert.Equal(linked.RetrievalId, kept.ResourceId);
        Assert.DoesNotContain("a-telling-key", Encoding.Latin1.GetString([.. kept.CallHash, .. kept.BodyHash]), StringComparison.Ordinal);
        Assert.NotNull(await bff.ReadAsync(db => db.Retrievals.SingleOrDefaultAsync(row => row.Id == new RetrievalId(kept.ResourceId))));
    }
}

file static class KeySteps
{
    /// <summary>Opens a connect session under a key, and tells which one it was.</summary>
    public static async Task<Guid> StartUnderAsync(this BffClient user, string key)
    {
        var answer = await user.PostAsync("/api/v1/connect-sessions", new { }, ("Idempotency-Key", key));
        Assert.Equal(201, answer.Status);
        return answer.Json.GetProperty("connectSessionId").GetGuid();
    }
}
