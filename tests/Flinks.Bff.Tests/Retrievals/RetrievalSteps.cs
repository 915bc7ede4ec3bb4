using System.Net.Http.Headers;
using System.Net.Http.Json;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Flinks.Client;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>Steps that tests of retrievals share.</summary>
public static class RetrievalSteps
{
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan ResumeWindow = TimeSpan.FromMinutes(8);

    public static readonly TimeSpan PollTimeout = TimeSpan.FromMinutes(30);

    /// <summary>Somewhat more than a lease lasts.</summary>
    public static readonly TimeSpan LeaseLapsed = TimeSpan.FromSeconds(31);

    public static Task<BffAnswer> ShowAsync(this BffClient client, Guid retrievalId, params (string Name, string Value)[] headers) =>
        client.GetAsync($"/api/v1/retrievals/{retrievalId}", headers);

    public static Task<BffAnswer> ShowConnectionAsync(this BffClient client, Guid connectionId) =>
        client.GetAsync($"/api/v1/connections/{connectionId}");

    public static Task<BffAnswer> AnswerAsync(this BffClient client, Guid retrievalId, IReadOnlyDictionary<string, IReadOnlyList<string>> answers) =>
        client.PostAsync($"/api/v1/retrievals/{retrievalId}/mfa-answers", new { answers });

    public static Task<BffAnswer> AnswerAsync(this BffClient client, Guid retrievalId, string prompt, string answer) =>
        client.AnswerAsync(retrievalId, new Dictionary<string, IReadOnlyList<string>> { [prompt] = [answer] });

    public static Task<BffAnswer> ResumedAsync(this BffClient client, Guid retrievalId, params (string Name, string Value)[] headers) =>
        client.PostAsync($"/api/v1/retrievals/{retrievalId}/resumed", null, headers);

    public static Task<BffAnswer> MintResumeUrlAsync(this BffClient client, Guid retrievalId) =>
        client.PostAsync($"/api/v1/retrievals/{retrievalId}/resume-url");

    public static Task<BffAnswer> GiveUpAsync(this BffClient client, Guid retrievalId) => client.DeleteAsync($"/api/v1/retrievals/{retrievalId}");

    /// <summary>A live read that meets a question.</summary>
    public static async Task<BffAnswer> MeetChallengeAsync(this BffClient client, LoginScenario? login = null)
    {
        var asked = await client.ConnectAsync((login ?? SimulatedLogins.MfaQuestion).LoginId, new { freshness = "live" });
        Assert.Equal(203, asked.Status);
        return asked;
    }

    /// <summary>A live read whose data come at the first call.</summary>
    public static Task<BffAnswer> RefreshAsync(this BffClient client, Guid connectionId) => client.RetrieveAsync(connectionId, new { freshness = "live" });

    public static async Task<Guid> StartConnectSessionAsync(this BffClient client) =>
        (await client.PostAsync("/api/v1/connect-sessions", new { })).Json.GetProperty("connectSessionId").GetGuid();

    /// <summary>The person answers the bank in the widget that the resume address opens.</summary>
    public static async Task AnswerInWidgetAsync(this BffHost bff, BffAnswer asked, LoginScenario? login = null)
    {
        var outcome = await bff.Services.GetRequiredService<FlinksClient>().AnswerAsync(
            new RequestId(asked.ResumeRequestId()), (login ?? SimulatedLogins.MfaQuestion).RightAnswers(), TestContext.Current.CancellationToken);
        Assert.IsType<FlinksOutcome.Authorized>(outcome);
    }

    public static string ResumeUrl(this BffAnswer asked) => asked.Json.GetProperty("resume").GetProperty("url").GetString()!;

    public static DateTimeOffset ResumeExpiresAt(this BffAnswer asked) => asked.Json.GetProperty("resume").GetProperty("expiresAt").GetDateTimeOffset();

    public static Guid ResumeRequestId(this BffAnswer asked) => Guid.Parse(QueryHelpers.ParseQuery(new Uri(asked.ResumeUrl()).Query)["requestId"]!);

    public static string? Source(this BffAnswer ready) => ready.Json.GetProperty("source").GetString();

    public static string? FlinksCode(this BffAnswer answer) => answer.Json.GetProperty("flinksCode").GetString();

    /// <summary>How long the next action wants to be waited for.</summary>
    public static int? NextAfter(this BffAnswer answer) =>
        answer.Json.GetProperty("nextAction").GetProperty("retryAfterSeconds") is { ValueKind: System.Text.Json.JsonValueKind.Number } seconds ? seconds.GetInt32() : null;

    public static IReadOnlyList<ReceivedCall> Authorizes(this BffHost bff) => bff.Flinks.Calls.To(FlinksEndpoint.Authorize);

    /// <summary>The Authorize calls that went to the bank.</summary>
    public static IReadOnlyList<ReceivedCall> Lives(this BffHost bff) => [.. bff.Authorizes().Where(call => call.MostRecentCached == false)];

    public static IReadOnlyList<ReceivedCall> Details(this BffHost bff) => bff.Flinks.Calls.To(FlinksEndpoint.GetAccountsDetail);

    public static IReadOnlyList<ReceivedCall> Polls(this BffHost bff) => bff.Flinks.Calls.To(FlinksEndpoint.GetAccountsDetailAsync);

    /// <summary>Data come at the first call, whatever the login.</summary>
    public static BffHost WithDataAtOnce(this BffHost bff)
    {
        bff.Flinks.Options.PollsBeforeReady = 0;
        return bff;
    }

    /// <summary>The rows of data that are kept on disk.</summary>
    public static async Task<List<StoredResult>> StoredResultsAsync(this BffHost bff)
    {
        await using var db = await bff.Services.GetRequiredService<IDbContextFactory<BffDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Results.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The row of the one retrieval there is.</summary>
    public static async Task<Retrieval> OnlyRetrievalAsync(this BffHost bff)
    {
        await using var db = await bff.Services.GetRequiredService<IDbContextFactory<BffDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Retrievals.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Done once the lease of the one retrieval there is has been renewed.</summary>
    public static async Task UntilRenewedAsync(this BffHost bff, DateTimeOffset? leasedUntil)
    {
        while ((await bff.OnlyRetrievalAsync()).LeasedUntil == leasedUntil)
        {
            await Task.Yield();
        }
    }

    /// <summary>Sends a POST, waits until a call of it stands before the gate, and hangs up. The work goes on.</summary>
    public static async Task PostAndHangUpAsync(this BffHost bff, string user, string address, object body, FaultGate gate)
    {
        using var hangUp = new CancellationTokenSource();
        using var client = ((TestServer)bff.Services.GetRequiredService<IServer>()).CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.For(user, bff.Clock));

        var posting = client.PostAsJsonAsync(address, body, hangUp.Token);
        await gate.Arrived.WaitAsync(TestContext.Current.CancellationToken);
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
    }

    /// <summary>All work is cut off in the middle; what it held stays behind as it is.</summary>
    public static async Task CutOffAsync(this BffHost bff)
    {
        var work = bff.Services.GetRequiredService<BackgroundWork>();
        await work.StopAsync(new CancellationToken(canceled: true));
        await work.WhenIdleAsync().WaitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The instance dies with its work and comes back.</summary>
    public static async Task CrashAsync(this BffHost bff)
    {
        await bff.CutOffAsync();
        await bff.RestartAsync();
    }
}
