using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;
using Microsoft.AspNetCore.WebUtilities;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>A login is linked and read.</summary>
internal static class ConnectStories
{
    public static IEnumerable<Story> All =>
    [
        new("A screen of banks", ListAsync),
        new("A new bank", JustConnectedAsync),
        new("Data again", AgainAsync),
        new("A new bank, by redirect", ByTicketAsync),
        new("A returning user", ReturningAsync),
        new("A returning user whose bank asks", AskedAsync),
        new("Data that take a while", PendingAsync),
        new("A login that is in use", BusyAsync),
        new("A bank that takes its time", SlowAsync),
        new("Old data behind a failed sign-in", StaleAsync),
        new("Only some of the data", OnlyBalancesAsync),
        new("Requests that are not valid", InvalidAsync),
        new("Trouble while connecting", TroubleAsync),
        new("A login that somebody else holds", NotProvedAsync),
        new("One connection too many", TooManyAsync, ("Connections:MaxPerUser", "1")),
        new("Too many new logins", TooManyClaimsAsync, ("Connections:ClaimsPerHour", "1")),
        new("Live twice in a minute", TooSoonAsync),
        new("Given up while the bank is asked", GivenUpAsync),
    ];

    private static object Named(LoginScenario login) => new { loginId = login.LoginId };

    private static object Live(LoginScenario login) => new { loginId = login.LoginId, freshness = "live" };

    private static async Task ListAsync(Scene scene)
    {
        var ready = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        scene.Bff.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.Alice.ConnectAsync(SimulatedLogins.WrongPassword.LoginId);
        await scene.KeepAsync("connections_list", 200, "twoBanks", "Two banks, one of which needs the person", scene.Alice.GetAsync("/api/v1/connections"));
        await scene.KeepAsync("connections_list", 200, "none", "No bank yet", scene.Bff.As("bob").GetAsync("/api/v1/connections"));
        await scene.KeepAsync("connections_show", 200, "active", "All is well", scene.Alice.GetAsync($"/api/v1/connections/{ready.ConnectionId}"));
    }

    private static async Task JustConnectedAsync(Scene scene)
    {
        var body = new { language = "en" };
        var session = await scene.KeepAsync(
            "connectSessions_start", 201, "newBank", "A new bank", scene.Alice.PostAsync("/api/v1/connect-sessions", body), body);
        await scene.Bff.SignInAtBankAsync(SimulatedLogins.NoMfa.LoginId);

        await scene.ConnectAsync(200, "justConnected", "Just connected: what Connect has collected", new
        {
            loginId = SimulatedLogins.NoMfa.LoginId,
            connectSessionId = session.Json.GetProperty("connectSessionId").GetGuid(),
        });
    }

    private static async Task AgainAsync(Scene scene)
    {
        var ready = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await scene.ShowAsync(200, "ready", "The data, while they are held", ready.RetrievalId);
        await scene.Bff.PassAsync(TimeSpan.FromMinutes(6));
        await scene.ShowAsync(410, "dataErased", "The data are no longer held", ready.RetrievalId);
        await scene.RetrieveAsync(200, "cached", "What Flinks has stored", ready.ConnectionId, new { freshness = "cached" });
        await scene.RetrieveAsync(200, "live", "From the bank", ready.ConnectionId, new { freshness = "live" });
    }

    private static async Task ByTicketAsync(Scene scene)
    {
        var body = new { language = "en", redirectUrl = Scene.RedirectUrl };
        var session = await scene.KeepAsync(
            "connectSessions_start", 201, "byRedirect", "A new bank, back by a redirect", scene.Alice.PostAsync("/api/v1/connect-sessions", body), body);
        var redirect = QueryHelpers.ParseQuery(new Uri(session.Json.GetProperty("iframeUrl").GetString() ?? "").Query)["redirectUrl"].ToString();
        var state = QueryHelpers.ParseQuery(new Uri(redirect).Query)["state"].ToString();
        var callback = $"/api/v1/connect-callback?state={state}&loginId={SimulatedLogins.NoMfa.LoginId}";
        await scene.KeepAsync("callbacks_fromConnect", 303, "backInTheApp", "On to the app", scene.Bff.AsNobody().GetAsync(callback));
        await scene.KeepAsync("callbacks_fromConnect", 400, "usedTwice", "The address was used before", scene.Bff.AsNobody().GetAsync(callback));
        await scene.KeepAsync("callbacks_fromBank", 400, "usedTwice", "The address was used before", scene.Bff.AsNobody().GetAsync($"/api/v1/oauth/callback?state={state}&error=access_denied"));

        var again = await scene.Alice.PostAsync("/api/v1/connect-sessions", body);
        var next = QueryHelpers.ParseQuery(new Uri(again.Json.GetProperty("iframeUrl").GetString() ?? "").Query)["redirectUrl"].ToString();
        var returned = await scene.KeepAsync(
            "callbacks_fromBank", 303, "backInTheApp", "On to the app",
            scene.Bff.AsNobody().GetAsync($"/api/v1/oauth/callback{new Uri(next).Query}&loginId={SimulatedLogins.NoMfa.LoginId}"));
        var ticket = QueryHelpers.ParseQuery(new Uri(returned.Headers["Location"]).Query)["ticket"].ToString();
        await scene.ConnectAsync(200, "byTicket", "Just connected, by the ticket of a callback", new { ticket });
    }

    private static async Task ReturningAsync(Scene scene)
    {
        await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await scene.Bff.PassAsync(TimeSpan.FromMinutes(6));

        await scene.ConnectAsync(200, "returningUser", "Returning user: read from the bank", Named(SimulatedLogins.NoMfa));
        await scene.Bff.PassAsync(TimeSpan.FromMinutes(1));
        await scene.ConnectAsync(200, "askedAgain", "Asked again: the data of a minute ago", Named(SimulatedLogins.NoMfa));
    }

    private static async Task AskedAsync(Scene scene)
    {
        scene.Bff.WithDataAtOnce();
        await scene.Alice.ConnectAsync(SimulatedLogins.MfaQuestion.LoginId);
        await scene.Bff.PassAsync(TimeSpan.FromMinutes(6));

        await scene.ConnectAsync(203, "returningUserMfa", "Returning user, MFA: one question", Named(SimulatedLogins.MfaQuestion));
        await scene.ConnectAsync(203, "severalQuestions", "Several questions at once", Live(SimulatedLogins.MfaThreeQuestions));
        await scene.ConnectAsync(203, "textOrCall", "A choice: how to send the code", Live(SimulatedLogins.MfaTextOrCall));
        await scene.ConnectAsync(203, "picture", "A choice of pictures (shortened here)", Live(SimulatedLogins.MfaImage));
    }

    private static async Task PendingAsync(Scene scene)
    {
        var pending = await scene.ConnectAsync(202, "stillCollecting", "Still collecting", Named(SimulatedLogins.NoMfaPending));
        await scene.RetrieveAsync(202, "stillCollecting", "Still collecting: joins the retrieval under way", pending.ConnectionId, new { freshness = "cached" });
        await scene.ShowAsync(202, "stillCollecting", "Still collecting", pending.RetrievalId);
    }

    private static async Task BusyAsync(Scene scene)
    {
        var busy = await scene.ConnectAsync(202, "loginInUse", "The login is in use at Flinks: tried again", Named(SimulatedLogins.CardInUse));
        await scene.ShowAsync(202, "loginInUse", "The login is in use at Flinks: tried again", busy.RetrievalId);
    }

    private static async Task SlowAsync(Scene scene)
    {
        using var gate = scene.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var slow = await scene.ConnectAsync(202, "askingTheBank", "The bank takes its time", Live(SimulatedLogins.NoMfa), BffSteps.AtOnce);
        await gate.Arrived;
        await scene.ShowAsync(202, "askingTheBank", "The bank takes its time", slow.RetrievalId);
    }

    private static async Task StaleAsync(Scene scene)
    {
        var stale = await scene.ConnectAsync(200, "oldData", "The last data, as the bank no longer lets in", Named(SimulatedLogins.StaleButReadable));
        await scene.KeepAsync(
            "connections_show", 200, "needsUser", "The person has to sign in at the bank again", scene.Alice.GetAsync($"/api/v1/connections/{stale.ConnectionId}"));
        var body = new { connectionId = stale.ConnectionId };
        await scene.KeepAsync("connectSessions_start", 201, "repair", "A connection to repair", scene.Alice.PostAsync("/api/v1/connect-sessions", body), body);
    }

    private static async Task OnlyBalancesAsync(Scene scene)
    {
        var options = new { withTransactions = false, withAccountIdentity = false, withKyc = false };
        var only = await scene.ConnectAsync(200, "onlyBalances", "Balances and nothing else", new { loginId = SimulatedLogins.NoMfa.LoginId, options });
        await scene.RetrieveAsync(200, "onlyBalances", "Balances and nothing else", only.ConnectionId, new { freshness = "cached", options });
    }

    private static async Task InvalidAsync(Scene scene)
    {
        await scene.ConnectAsync(400, "nothingNamed", "Neither loginId nor ticket", new { freshness = "auto" });
        await scene.ConnectAsync(400, "unknownSession", "A connect session that is not the user's", new { loginId = SimulatedLogins.NoMfa.LoginId, connectSessionId = Guid.NewGuid() });
        var ready = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await scene.RetrieveAsync(400, "badOptions", "Values that are not known", ready.ConnectionId, new { freshness = "fresh", options = new { daysOfTransactions = 30 } });
        await scene.KeepAsync(
            "connectSessions_start", 400, "badLanguage", "Values that are not known", scene.Alice.PostAsync("/api/v1/connect-sessions", new { language = "de", redirectUrl = "https://elsewhere.example.test" }));
    }

    private static async Task TroubleAsync(Scene scene)
    {
        foreach (var trouble in Trouble.OfReading)
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.Authorize, trouble.Fault);
            var failed = await scene.ConnectAsync(trouble.Status, trouble.Name, trouble.Summary, new { loginId = SimulatedLogins.NoMfa.LoginId, freshness = "cached" });
            await scene.RetrieveAsync(trouble.Status, trouble.Name, trouble.Summary, failed.ConnectionId);
            var ended = await scene.ShowAsync(409, trouble.Name, $"Ended so: {trouble.Summary}", failed.RetrievalId);
            Assert.Equal(failed.Code, ended.Code);
            scene.Flinks.Faults.Clear();
        }
    }

    private static async Task NotProvedAsync(Scene scene)
    {
        await scene.Bff.As("bob").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await scene.ConnectAsync(409, "notProved", "Somebody else holds this login: sign in through Connect first", Named(SimulatedLogins.NoMfa));
    }

    private static async Task TooManyAsync(Scene scene)
    {
        await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await scene.ConnectAsync(409, "tooMany", "The user has as many connections as allowed", Named(SimulatedLogins.NoTransactions));
    }

    private static async Task TooManyClaimsAsync(Scene scene)
    {
        await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await scene.ConnectAsync(429, "tooManyNewLogins", "Too many new logins within an hour", Named(SimulatedLogins.NoTransactions));
    }

    private static async Task TooSoonAsync(Scene scene)
    {
        var live = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });
        await scene.Bff.PassAsync(TimeSpan.FromSeconds(20));
        await scene.ConnectAsync(429, "tooSoon", "Live again within a minute", Live(SimulatedLogins.NoMfa));
        await scene.RetrieveAsync(429, "tooSoon", "Live again within a minute", live.ConnectionId, new { freshness = "live" });
    }

    private static async Task GivenUpAsync(Scene scene)
    {
        var connection = (await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;
        await GiveUpAsync(scene, () => scene.ConnectAsync(410, "givenUp", "Given up while the call waited", Live(SimulatedLogins.NoMfa)));
        await GiveUpAsync(scene, () => scene.RetrieveAsync(410, "givenUp", "Given up while the call waited", connection, new { freshness = "live" }));
    }

    private static async Task GiveUpAsync(Scene scene, Func<Task<BffAnswer>> call)
    {
        await scene.Bff.PassAsync(TimeSpan.FromMinutes(6));
        using var gate = scene.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var waiting = call();
        await gate.Arrived;
        var open = (await scene.Alice.GetAsync("/api/v1/connections")).Json[0].GetProperty("openRetrievalId").GetGuid();
        await scene.Alice.GiveUpAsync(open);
        await waiting;
        gate.Open();
        await scene.Bff.SettleAsync();
    }
}
