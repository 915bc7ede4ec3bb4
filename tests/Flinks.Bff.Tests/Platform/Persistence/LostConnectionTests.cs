using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.ConnectSessions;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Bff.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>The connection to a database server is lost in the middle of a call: the work is done again, and never twice.</summary>
public sealed class LostConnectionTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_login_is_linked_and_read_once_when_the_answer_to_a_commit_is_lost(int commit)
    {
        SkipWithoutServer();
        var (bff, connection) = await FlakyConnection.StartAsync();
        await using var host = bff;
        connection.LoseAnswerToCommit(commit);

        var answer = await bff.As("alice").ConnectAsync(Login, new { freshness = "live" });

        await AssertLinkedOnceAsync(bff, answer, connection);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public async Task A_login_is_linked_and_read_once_when_a_command_is_lost(int command)
    {
        SkipWithoutServer();
        var (bff, connection) = await FlakyConnection.StartAsync();
        await using var host = bff;
        connection.LoseCommand(command);

        var answer = await bff.As("alice").ConnectAsync(Login, new { freshness = "live" });

        await AssertLinkedOnceAsync(bff, answer, connection);
    }

    [Fact]
    public async Task A_connection_is_erased_once_and_its_receipt_is_handed_out()
    {
        SkipWithoutServer();
        var (bff, connection) = await FlakyConnection.StartAsync();
        await using var host = bff;
        var linked = await bff.As("alice").ConnectAsync(Login);
        connection.LoseAnswerToCommit(1);

        var deleted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.True(connection.WasLost);
        Assert.Equal(204, deleted.Status);
        Assert.Equal(1, await bff.ReadAsync(db => db.Deletions.CountAsync(Token)));
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.DeleteCard));
    }

    [Fact]
    public async Task A_session_is_opened_once()
    {
        SkipWithoutServer();
        var (bff, connection) = await FlakyConnection.StartAsync();
        await using var host = bff;
        connection.LoseAnswerToCommit(1);

        await bff.As("alice").StartConnectSessionAsync();

        Assert.True(connection.WasLost);
        Assert.Equal(1, await bff.ReadAsync(db => db.ConnectSessions.CountAsync(Token)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_session_that_proves_a_login_is_spent_on_it(int commit)
    {
        SkipWithoutServer();
        var (bff, connection) = await FlakyConnection.StartAsync(settings => settings["Connections:RequireProof"] = "Always");
        await using var host = bff;
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        connection.LoseAnswerToCommit(commit);

        var answer = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        Assert.True(connection.WasLost);
        Assert.Equal(200, answer.Status);
        Assert.Single(await bff.As("alice").ListConnectionsAsync());
    }

    [Fact]
    public async Task A_callback_leaves_its_ticket()
    {
        SkipWithoutServer();
        var (bff, connection) = await FlakyConnection.StartAsync(RedirectSettings.Apply);
        await using var host = bff;
        var session = await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { redirectUrl = RedirectSettings.App });
        connection.LoseAnswerToCommit(1);

        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={IframeUrl.Of(session).State}");

        Assert.True(connection.WasLost);
        Assert.True(QueryHelpers.ParseQuery(new Uri(back.Headers["Location"]).Query).ContainsKey("ticket"));
        Assert.Equal(1, await bff.ReadAsync(db => db.Tickets.CountAsync(Token)));
    }

    [Fact]
    public async Task A_ticket_is_taken_when_the_answer_to_its_burning_is_lost()
    {
        SkipWithoutServer();
        var (bff, connection) = await FlakyConnection.StartAsync(RedirectSettings.Apply);
        await using var host = bff;
        var session = await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { redirectUrl = RedirectSettings.App });
        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={IframeUrl.Of(session).State}");
        var ticket = QueryHelpers.ParseQuery(new Uri(back.Headers["Location"]).Query)["ticket"].ToString();
        connection.LoseAnswerToCommit(1);

        var answer = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });
        var again = await bff.As("alice").PostAsync("/api/v1/connections", new { ticket });

        Assert.True(connection.WasLost);
        Assert.Equal((200, 404), (answer.Status, again.Status));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_webhook_is_stored_and_worked_off_once(int commit)
    {
        SkipWithoutServer();
        var (bff, connection) = await FlakyConnection.StartAsync(settings => settings["Webhooks:Keys:0"] = WebhookSteps.Key);
        await using var host = bff;
        await bff.As("alice").ConnectAsync(Login);
        connection.LoseAnswerToCommit(commit);

        var answer = await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));

        Assert.True(connection.WasLost);
        Assert.Equal(200, answer.Status);
        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
        Assert.Equal(1, await bff.ReadAsync(db => db.Retrievals.CountAsync(retrieval => retrieval.FromWebhook, Token)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void SkipWithoutServer() =>
        Assert.SkipWhen(TestedProvider.Current == DatabaseProvider.Sqlite, "SQLite has no connection that could be lost.");

    private static async Task AssertLinkedOnceAsync(BffHost bff, BffAnswer answer, FlakyConnection connection)
    {
        Assert.True(connection.WasLost);
        Assert.Equal(200, answer.Status);
        Assert.Equal(answer.ConnectionId, Assert.Single(await bff.As("alice").ListConnectionsAsync()));
        Assert.Equal(1, await bff.ReadAsync(db => db.Retrievals.CountAsync(Token)));
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.Authorize));
    }
}
