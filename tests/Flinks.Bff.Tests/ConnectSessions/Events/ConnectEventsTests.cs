using System.Text.Json;
using Flinks.Bff.ConnectSessions.Events;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Problems;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.ConnectSessions.Events;

public sealed class ConnectEventsTests
{
    [Fact]
    public async Task What_the_widget_said_is_taken_and_links_nothing()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        var taken = await bff.As("alice").SayAsync(session, WidgetSteps.Flow("event-flow-success-no-mfa"));

        Assert.Equal(202, taken.Status);
        Assert.Equal(["connectSessionId", "state", "kept"], taken.Json.Members());
        Assert.Equal((session, "completed", 6), (taken.Json.GetProperty("connectSessionId").GetGuid(), taken.State, taken.Json.GetProperty("kept").GetInt32()));
        Assert.Empty(await bff.As("alice").ListConnectionsAsync());
        Assert.Empty(bff.Flinks.Calls.To(Simulator.Calls.FlinksEndpoint.Authorize));
    }

    [Fact]
    public async Task Every_recorded_shape_is_taken_by_itself()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        foreach (var (name, data) in WidgetSteps.Variants)
        {
            var taken = await bff.As("alice").SayAsync(session, data);

            Assert.True(taken.Status == 202, $"{name}: {taken.Text}");
        }

        Assert.Equal(
            ["REDIRECT", "QUESTION_NOT_FOUND", "unknown", "COMPONENT_SOMETHING_NEW", "COMPONENT_LOAD_MFA", "COMPONENT_CONSENT_INTRO"], (await bff.As("alice").SessionAsync(session)).Names());
    }

    [Fact]
    public async Task The_last_word_said_twice_is_kept_once()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        await bff.As("alice").SayAsync(session, "REDIRECT", "REDIRECT");
        var again = await bff.As("alice").SayAsync(session, "REDIRECT");

        Assert.Equal((202, 1), (again.Status, again.Json.GetProperty("kept").GetInt32()));
    }

    [Fact]
    public async Task More_than_200_messages_are_dropped()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        var most = await bff.As("alice").SayAsync(session, [.. Enumerable.Repeat("APP_RESIZE", 199)]);
        var over = await bff.As("alice").SayAsync(session, "COMPONENT_LOAD_MFA", "SUBMIT_MFA");
        var late = await bff.As("alice").SayAsync(session, "REDIRECT");

        Assert.Equal((199, 200, 200), (most.Json.GetProperty("kept").GetInt32(), over.Json.GetProperty("kept").GetInt32(), late.Json.GetProperty("kept").GetInt32()));
        Assert.Equal((202, "mfa"), (late.Status, late.State));
        Assert.Equal(200, await bff.ReadAsync(db => db.TimelineEntries.CountAsync()));
    }

    [Fact]
    public async Task Several_instances_at_once_keep_no_more_and_put_all_in_one_order()
    {
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(turn => Task.Run(() =>
            (turn % 2 == 0 ? bff : another).As("alice").SayAsync(session, [.. Enumerable.Repeat($"APP_RESIZE_{(char)('A' + turn)}", 9)]))));

        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        var numbers = await bff.ReadAsync(db => db.TimelineEntries.OrderBy(entry => entry.Number).Select(entry => entry.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 200), numbers);
        Assert.Equal(200, (await bff.ReadAsync(db => db.ConnectSessions.SingleAsync())).EventCount);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{},7]")]
    [InlineData("{\"step\":")]
    [InlineData("")]
    public async Task What_is_no_message_is_400_and_names_the_body(string body)
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        var refused = await bff.As("alice").PostTextAsync(WidgetSteps.EventsOf(session), body);

        Assert.Equal((400, "validation_failed"), (refused.Status, refused.Code));
        Assert.Equal(["body"], refused.InvalidMembers());
        Assert.False(await bff.ReadAsync(db => db.TimelineEntries.AnyAsync()));
    }

    [Fact]
    public async Task No_messages_are_fine()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        var taken = await bff.As("alice").PostTextAsync(WidgetSteps.EventsOf(session), "[]");

        Assert.Equal((202, "created", 0), (taken.Status, taken.State, taken.Json.GetProperty("kept").GetInt32()));
    }

    [Fact]
    public async Task As_much_as_a_session_keeps_fits_into_one_call_and_not_much_more()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        var longest = "{\"step\":\"APP_RESIZE\",\"x\":\"" + new string('x', WidgetMessageReader.LongestMessage - 28) + "\"}";

        var most = await bff.As("alice").PostTextAsync(WidgetSteps.EventsOf(session), $"[{string.Join(',', Enumerable.Repeat(longest, 200))}]");
        var over = await bff.As("alice").PostTextAsync(WidgetSteps.EventsOf(session), $"[{string.Join(',', Enumerable.Repeat(longest, 202))}]");

        Assert.Equal((202, 200), (most.Status, most.Json.GetProperty("kept").GetInt32()));
        Assert.Equal((413, "payload_too_large"), (over.Status, over.Code));
    }

    [Fact]
    public async Task Somebody_elses_session_is_as_unknown_as_one_that_there_is_not()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        ExpectedProblem.Of("not_found").Meets(await bff.As("mallory").SayAsync(session, "REDIRECT"));
        ExpectedProblem.Of("not_found").Meets(await bff.As("mallory").SessionAsync(session));
        ExpectedProblem.Of("not_found").Meets(await bff.As("alice").SayAsync(Guid.NewGuid(), "REDIRECT"));
        ExpectedProblem.Of("not_found").Meets(await bff.As("alice").SessionAsync(Guid.NewGuid()));
        Assert.False(await bff.ReadAsync(db => db.TimelineEntries.AnyAsync()));
    }

    [Fact]
    public async Task A_call_that_is_repeated_with_its_key_adds_nothing()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        var said = new[] { new { step = "APP_MOUNTED" } };
        await bff.As("alice").PostAsync(WidgetSteps.EventsOf(session), said, ("Idempotency-Key", "once"));
        await bff.As("alice").SayAsync(session, "COMPONENT_LOAD_MFA");

        var again = await bff.As("alice").PostAsync(WidgetSteps.EventsOf(session), said, ("Idempotency-Key", "once"));
        var other = await bff.As("alice").PostAsync(WidgetSteps.EventsOf(session), new[] { new { step = "APP_RESIZE" } }, ("Idempotency-Key", "once"));

        Assert.Equal((202, "mfa", 2), (again.Status, again.State, again.Json.GetProperty("kept").GetInt32()));
        Assert.Equal((422, "idempotency_mismatch"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Nothing_of_the_person_or_the_bank_lies_in_the_database()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        var secrets = new Needles();
        var (login, request, account, token) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        secrets.Add("a loginId", login);
        secrets.Add("a RequestId", request);
        secrets.Add("an account", account);
        secrets.Add("a token", token);
        secrets.Add("an answer", "canary-of-an-answer");
        object Said(string text) => new
        {
            step = "REDIRECT",
            loginId = text,
            LOGIN_ID = text.ToUpperInvariant(),
            requestId = request,
            accountId = account,
            institution = text,
            flinksCode = text,
            mfaTypes = new[] { text },
            tag = text,
            answer = "canary-of-an-answer",
            url = $"https://app.example.test/cb?loginId={text}&accountId={account}&authorizeToken={token}#{text}",
            nested = new { deep = new object[] { text, new Dictionary<string, string> { [text] = text } } },
        };

        foreach (var text in new[] { $"{login}", $"{login:N}", $"{login:B}", $"{login:X}", $"{login}".ToUpperInvariant(), $"{login:N}".ToUpperInvariant(), $" login {login} " })
        {
            var said = Said(text);
            await bff.As("alice").SayAsync(session, said);
            await bff.As("alice").SayAsync(session, JsonSerializer.Serialize(said));
            await bff.As("alice").SayAsync(session, new object[] { new { data = said }, new { nativeEvent = new { data = JsonSerializer.Serialize(said) } }, new { step = text }, new { flinksCode = text }, text });
        }

        Assert.True(await bff.ReadAsync(db => db.TimelineEntries.AnyAsync()));
        Assert.Empty(secrets.FoundIn(await bff.Database.DumpAsync()));
        var shown = await bff.As("alice").SessionAsync(session);
        Assert.DoesNotContain($"{login:N}"[..12], shown.Text.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_was_said_goes_with_its_session_after_30_days()
    {
        await using var bff = await BffHost.StartAsync();
        var old = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(old, "APP_MOUNTED");
        bff.Clock.Advance(TimeSpan.FromDays(29));
        await bff.As("alice").SayAsync(old, "APP_RESIZE");
        var young = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(young, "APP_MOUNTED");

        bff.Clock.Advance(TimeSpan.FromDays(2));
        await bff.SweepAsync();

        var left = Assert.Single(await bff.ReadAsync(db => db.TimelineEntries.ToListAsync()));
        Assert.Equal(new ConnectSessionId(young), left.ConnectSessionId);
        Assert.Equal(404, (await bff.As("alice").SessionAsync(old)).Status);
    }
}
