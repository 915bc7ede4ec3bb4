using Flinks.Bff.Platform.Work;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.OpenApi;
using Flinks.Bff.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.AspNetCore.WebUtilities;

namespace Flinks.Bff.Tests.Secrets;

/// <summary>A day of the application: what people do, what goes wrong, and what confused clients send.</summary>
internal sealed class Scenario(WatchedBff bff)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    private readonly WatchedClient _alice = bff.As("alice");

    public async Task RunAsync()
    {
        await ReadAsync();
        await AnswerChallengesAsync();
        await ReceiveAsync();
        await ComeBackByCallbackAsync();
        await ComeBackFromBankAsync();
        await UseTheRestAsync();
        await FailAsync();
        await ConfuseAsync();
        await CallEverythingAsync();
        await LeaveAsync();
        await bff.Host.SweepAsync();
        bff.PlantWhatFlinksKnows();
    }

    private async Task ReadAsync()
    {
        var loginId = bff.PlantLogin();
        var ready = await ConnectAsync(loginId);
        await _alice.GetAsync($"/api/v1/retrievals/{ready.RetrievalId}");
        await _alice.GetAsync($"/api/v1/connections/{ready.ConnectionId}");
        await _alice.GetAsync("/api/v1/connections");
        await ConnectAsync(loginId);
        await bff.As("bob").PostAsync("/api/v1/connections", new { loginId });

        var pending = await ConnectAsync(bff.PlantLogin(plain => plain with { PollsBeforeReady = 2 }));
        await bff.Host.PassAsync(PollInterval);
        await bff.Host.PassAsync(PollInterval);
        var collected = await _alice.GetAsync(pending.NextUrl!, ("Prefer", "wait=1"));
        Assert.Equal(((200, 202), 200), ((ready.Status, pending.Status), collected.Status));
    }

    private async Task AnswerChallengesAsync()
    {
        var asked = await ConnectAsync(bff.PlantLogin(plain => plain with { Rounds = SimulatedLogins.MfaThreeQuestions.Rounds }), "live");
        var answers = $"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers";
        var right = SimulatedLogins.MfaThreeQuestions.RightAnswers();
        var wrong = right.ToDictionary(answer => answer.Key, IReadOnlyList<string> (answer) => [$"canary-answer-{Guid.NewGuid():N}"]);
        foreach (var answer in wrong.Values.SelectMany(answer => answer))
        {
            bff.Secrets.Plant("answer", answer);
        }

        var opened = await _alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resume-url");
        await bff.AsNobody().PostAsync("/api/v1/resume-urls/verify", new { url = opened.NextUrl });
        await bff.AsNobody().PostAsync("/api/v1/resume-urls/verify", new { url = opened.NextUrl + "x" });
        await _alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resumed");
        var refused = await _alice.PostAsync(answers, new { answers = wrong });
        await _alice.PostAsync(answers, new { answers = wrong.Values.ToDictionary(answer => answer[0], answer => answer) });
        var ready = await _alice.PostAsync(answers, new { answers = right });
        Assert.Equal((203, 203, 200), (asked.Status, refused.Status, ready.Status));
    }

    private async Task ReceiveAsync()
    {
        var loginId = bff.PlantLogin();
        var linked = await ConnectAsync(loginId);
        var (session, now) = (Guid.NewGuid(), bff.Host.Clock.GetUtcNow());
        var nightly = await bff.ReceiveAsync(WebhookSteps.Details(loginId, now, session), session);
        var own = await _alice.GetAsync($"/api/v1/connections/{linked.ConnectionId}");
        var data = await _alice.GetAsync($"/api/v1/retrievals/{own.Json.GetProperty("lastRetrievalId").GetGuid()}");
        foreach (var body in new[]
        {
            WebhookSteps.Details(bff.PlantLogin(), now, session), WebhookSteps.Failure(loginId, session, "INVALID_PASSWORD"),
            WebhookSteps.Details(loginId, now, session, change: odd => odd["ResponseType"] = $"{loginId}"), System.Text.Encoding.UTF8.GetBytes($"{{\"{loginId}\":\"{session}"),
        })
        {
            Assert.Equal(200, await bff.ReceiveAsync(body, session));
            Assert.Equal(401, await bff.ReceiveAsync(body, session, $"{loginId}"));
        }

        Assert.Equal((200, 200), (nightly, data.Status));
    }

    private async Task ComeBackByCallbackAsync()
    {
        var session = await _alice.PostAsync("/api/v1/connect-sessions", new { redirectUrl = WatchedBff.RedirectUrl });
        var state = StateOf(session.Json.GetProperty("iframeUrl").GetString()!);
        bff.Secrets.Plant("state", state);
        var callback = $"/api/v1/connect-callback?loginId={bff.PlantLogin()}&state={state}&institution=FlinksCapital";
        var returned = await bff.AsNobody().GetAsync(callback);
        var again = await bff.AsNobody().GetAsync(callback);
        var ticket = QueryHelpers.ParseQuery(new Uri(returned.Headers["Location"]).Query)["ticket"].ToString();
        bff.Tickets.Plant("ticket", ticket);
        var linked = await _alice.PostAsync("/api/v1/connections", new { ticket });
        var burnt = await _alice.PostAsync("/api/v1/connections", new { ticket });
        await bff.AsNobody().GetAsync($"/api/v1/oauth/callback?loginId={bff.PlantLogin()}&state=unknown&error=access_denied&error_description={bff.PlantLogin()}");
        Assert.Equal((201, 303, 400), (session.Status, returned.Status, again.Status));
        Assert.Equal((200, 404), (linked.Status, burnt.Status));
    }

    /// <summary>A sign-in on the bank's own site: the loginId is in the address by which the browser comes back.</summary>
    private async Task ComeBackFromBankAsync()
    {
        var started = await StartAuthorizationAsync();
        var signIn = new Uri(started.Json.GetProperty("authorizationUrl").GetString()!);
        var callback = $"/api/v1/oauth/callback?loginId={bff.PlantLogin()}&state={QueryHelpers.ParseQuery(signIn.Query)["state"]}";
        var returned = await bff.AsNobody().GetAsync(callback);
        var again = await bff.AsNobody().GetAsync(callback);
        var ticket = QueryHelpers.ParseQuery(new Uri(returned.Headers["Location"]).Query)["ticket"].ToString();
        bff.Tickets.Plant("ticket", ticket);
        var linked = await _alice.PostAsync("/api/v1/connections", new { ticket });
        foreach (var fault in Faults(FlinksEndpoint.OAuthAuthorize))
        {
            await MeetAsync(FlinksEndpoint.OAuthAuthorize, fault, StartAuthorizationAsync);
        }

        Assert.Equal((201, 303, 400, 200), (started.Status, returned.Status, again.Status, linked.Status));
    }

    private Task<BffAnswer> StartAuthorizationAsync() => _alice.PostAsync("/api/v1/oauth/authorizations", new { institutionId = 14, returnUrl = WatchedBff.RedirectUrl });

    /// <summary>Statements, attributes, enrolment by night, banks: their calls to Flinks name the login, and their answers the accounts.</summary>
    private async Task UseTheRestAsync()
    {
        var linked = await ConnectAsync(bff.PlantLogin());
        var address = $"/api/v1/connections/{linked.ConnectionId}";
        var list = await _alice.GetAsync($"{address}/statements");
        var opened = $"{address}/statements/{list.Json.GetProperty("statements")[0].GetProperty("statementId").GetString()}";
        var calls = new Dictionary<FlinksEndpoint, Func<Task<BffAnswer>>[]>
        {
            [FlinksEndpoint.GetStatements] = [() => _alice.GetAsync(opened), () => _alice.GetAsync($"{address}/statements")],
            [FlinksEndpoint.GetAccountsSummary] = [() => _alice.GetAsync($"{address}/accounts-summary")],
            [FlinksEndpoint.Attributes] = [() => _alice.PostAsync($"{address}/attributes", new { attributes = new[] { "balance_min" } })],
            [FlinksEndpoint.SetScheduledRefresh] = [() => _alice.SendTextAsync(HttpMethod.Put, $"{address}/nightly-refresh", "{\"enabled\":true}")],
            [FlinksEndpoint.Institutions] = [() => _alice.GetAsync("/api/v1/institutions")],
        };
        foreach (var (endpoint, asked) in calls)
        {
            foreach (var ask in asked)
            {
                Assert.Equal(200, (await ask()).Status);
                foreach (var fault in Faults(endpoint).Where(fault => !IsWaitedFor(fault)))
                {
                    await MeetAsync(endpoint, fault, ask);
                }
            }
        }

        var timeline = await _alice.GetAsync($"{address}/timeline");
        Assert.Equal((200, 200), (list.Status, timeline.Status));
    }

    /// <summary>Later, so that neither what is kept nor an open circuit answers in place of Flinks.</summary>
    private async Task MeetAsync(FlinksEndpoint endpoint, Fault fault, Func<Task<BffAnswer>> ask)
    {
        var before = bff.Host.Flinks.Calls.To(endpoint).Count;
        bff.Host.Clock.Advance(TimeSpan.FromMinutes(61));
        bff.Host.Flinks.Faults.Always(endpoint, Naming(bff.PlantLogin(), fault));
        await ask();
        await bff.Host.SettleAsync();
        bff.Host.Flinks.Faults.Clear();
        Assert.NotEqual(before, bff.Host.Flinks.Calls.To(endpoint).Count);
    }

    /// <summary>A bank that is busy with the login is asked again by and by, and nobody moves the clock for that here.</summary>
    private static bool IsWaitedFor(Fault fault) => fault is Fault.Answer { Status: 429 } || (fault is Fault.Answer answer && answer.Body.Contains("CARD_IN_USE", StringComparison.Ordinal));

    private async Task FailAsync()
    {
        var endpoints = new[] { FlinksEndpoint.GenerateAuthorizeToken, FlinksEndpoint.Authorize, FlinksEndpoint.GetAccountsDetail };
        foreach (var endpoint in endpoints)
        {
            foreach (var fault in Faults(endpoint))
            {
                var loginId = bff.PlantLogin();
                bff.Host.Flinks.Faults.Next(endpoint, Naming(loginId, fault), times: 2);
                await bff.As($"user of {endpoint}").PostAsync("/api/v1/connections", new { loginId, freshness = "live" }, ("Prefer", "wait=0"));
                await bff.Host.Services.GetRequiredService<BackgroundWork>().WhenIdleAsync();
                bff.Host.Flinks.Faults.Clear();
                bff.Host.Clock.Advance(TimeSpan.FromHours(1));
            }
        }

        await bff.As("oscar").SendTextAsync(HttpMethod.Post, "/api/v1/connections", $"{{\"loginId\":\"{bff.PlantLogin()}\"}}", $"text/{bff.PlantLogin():N}");
    }

    /// <summary>Where a lost call is repeated, only what is not lost: nobody moves the clock for a second try here.</summary>
    private static IEnumerable<Fault> Faults(FlinksEndpoint endpoint) =>
    [
        Fault.Code(401, "INVALID_PASSWORD"), Fault.Code(401, "DISABLED_LOGIN"), Fault.Code(401, "UNAUTHORIZED"), Fault.Code(500, "AGGREGATION_ERROR"),
        Fault.Code(400, "INVALID_REQUEST"), Fault.Code(400, "CARD_IN_USE"), Fault.Code(429, "TOO_MANY_REQUESTS"), Fault.Code(400, "SESSION_EXPIRED"),
        Fault.Html(200), new Fault.Answer(200, "{\"cut"),
        .. endpoint is FlinksEndpoint.GenerateAuthorizeToken or FlinksEndpoint.Institutions or FlinksEndpoint.OAuthAuthorize ? Array.Empty<Fault>() : [Fault.Html(502), new Fault.Abort(), new Fault.Truncated()],
    ];

    /// <summary>An answer that names, where text may stand, what it should not.</summary>
    private static Fault Naming(Guid loginId, Fault fault) => fault is Fault.Answer answer
        ? answer with { Body = answer.Body.Replace("Scripted", $"Login {loginId} of canary", StringComparison.Ordinal) }
        : fault;

    private async Task ConfuseAsync()
    {
        var (loginId, confused) = (bff.PlantLogin(), bff.As("confused"));
        foreach (var address in new[] { $"connections/{loginId}", $"retrievals/{loginId}", $"{loginId}", $"connections/{loginId}/{loginId}", $"deletions/{loginId}", $"connect-sessions/{loginId}", $"admin/{loginId}" })
        {
            await confused.GetAsync($"/api/v1/{address}?loginId={loginId}&{loginId}=1");
            await confused.DeleteAsync($"/api/v1/{address}?loginId={loginId}");
            await confused.PostAsync($"/api/v1/{address}", new { loginId });
            await bff.AsNobody().GetAsync($"/api/v1/{address}?access_token={loginId}");
        }

        await bff.AsNobody().GetAsync($"/problems/{loginId}");
        await bff.AsNobody().GetAsync($"/{loginId}");
        foreach (var header in new[] { "Idempotency-Key", "Prefer", "Accept-Language", "X-Request-Id", "Last-Event-ID", "Cookie", "User-Agent", "Accept", "Origin", "X-Forwarded-For" })
        {
            await confused.GetAsync("/api/v1/connections", (header, $"{loginId}"));
            await confused.PostAsync("/api/v1/connections", new { loginId = 7 }, (header, $"{loginId}"));
        }

        foreach (var body in new[]
        {
            $"{{\"loginId\":\"{loginId}", $"{{\"loginId\":\"{loginId}x\"}}", $"{{\"{loginId}\":1,\"loginId\":1}}", $"\"{loginId}\"", $"[\"{loginId}\"]", $"{loginId}",
            $"{{\"loginId\":\"{loginId}\",\"freshness\":\"{loginId}\"}}", $"{{\"loginId\":\"{loginId}\",\"ticket\":\"{loginId}\"}}", $"{{\"ticket\":\"{loginId}\"}}",
            $"{{\"loginId\":\"{loginId}\",\"options\":{{\"daysOfTransactions\":\"{loginId}\"}}}}", $"{{\"loginId\":\"{loginId}\",\"connectSessionId\":\"{loginId}\"}}",
            $"{{\"institutionId\":\"{loginId}?\",\"language\":\"{loginId}\",\"redirectUrl\":\"https://{loginId}/\"}}", $"{{\"answers\":{{\"{loginId}\":[\"\"]}}}}", $"{{\"url\":\"https://{loginId}/?authorizeToken={loginId}\"}}",
        })
        {
            await confused.SendTextAsync(HttpMethod.Post, "/api/v1/connections", body);
            await confused.SendTextAsync(HttpMethod.Post, "/api/v1/connect-sessions", body);
            await confused.SendTextAsync(HttpMethod.Post, $"/api/v1/retrievals/{loginId}/mfa-answers", body);
            await confused.SendTextAsync(HttpMethod.Post, "/api/v1/resume-urls/verify", body);
        }

        await bff.With(TestTokens.For("late", bff.Host.Clock)[..^4] + "AAAA").GetAsync("/api/v1/connections");
    }

    /// <summary>Every operation of the description but deletion, on what alice owns: a new one is searched by being there.</summary>
    private async Task CallEverythingAsync()
    {
        var ready = await ConnectAsync(bff.PlantLogin());
        var session = await _alice.PostAsync("/api/v1/connect-sessions");
        var owned = new Dictionary<string, string>
        {
            ["connectionId"] = $"{ready.ConnectionId}",
            ["retrievalId"] = $"{ready.RetrievalId}",
            ["connectSessionId"] = session.Json.GetProperty("connectSessionId").GetString()!,
        };
        foreach (var operation in (await Operation.ReadAllAsync(bff.Host)).Where(operation => operation.Method != HttpMethod.Delete))
        {
            var address = operation.At(member => owned.GetValueOrDefault(member, $"{Guid.NewGuid()}"));
            await (operation.Body is { } schema
                ? _alice.SendTextAsync(operation.Method, address, $"{operation.Schemas.Sample(schema)}")
                : _alice.SendAsync(operation.Method, address));
        }
    }

    private async Task LeaveAsync()
    {
        var (gone, stays) = (await ConnectAsync(bff.PlantLogin()), await ConnectAsync(bff.PlantLogin()));
        await _alice.DeleteAsync($"/api/v1/connections/{gone.ConnectionId}");
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        var pending = await _alice.DeleteAsync($"/api/v1/connections/{stays.ConnectionId}");
        await _alice.GetAsync(pending.NextUrl!);
    }

    private Task<BffAnswer> ConnectAsync(Guid loginId, string freshness = "auto") => _alice.PostAsync("/api/v1/connections", new { loginId, freshness });

    private static string StateOf(string iframeUrl)
    {
        var redirect = QueryHelpers.ParseQuery(new Uri(iframeUrl).Query)["redirectUrl"].ToString();
        return QueryHelpers.ParseQuery(new Uri(redirect).Query)["state"].ToString();
    }
}
