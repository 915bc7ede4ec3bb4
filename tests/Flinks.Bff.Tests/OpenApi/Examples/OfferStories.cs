using System.Net.Http.Json;
using Flinks.Bff.Tests.Attributes;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Statements;
using Flinks.Simulator;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>What Flinks offers beside accounts: statements, figures, nightly refresh, the list of banks, sign-ins on a bank's own site.</summary>
internal static class OfferStories
{
    /// <summary>Stands in the address that an example is told to call again.</summary>
    private const string SomeStatement = "5d0c8f4e-7b21-4c3a-9e55-0f6a1b2c3d4e";

    public static IEnumerable<Story> All =>
    [
        new("Statements", StatementsAsync),
        new("Statements that take a while", PendingStatementsAsync),
        new("Statements while the bank asks the person", AskedAsync),
        new("Trouble with statements", TroubleWithStatementsAsync),
        new("Attributes", AttributesAsync),
        new("Trouble with attributes", TroubleWithAttributesAsync),
        new("By night", NightlyAsync),
        new("The list of banks", InstitutionsAsync),
        new("A sign-in at the bank", AuthorizeAsync),
    ];

    private static async Task StatementsAsync(Scene scene)
    {
        scene.Bff.WithDataAtOnce();
        var linked = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var list = await ListAsync(scene, 200, "mostRecent", "The most recent statement of each account", linked.ConnectionId);
        await DocumentAsync(scene, 200, "document", "A statement as PDF", linked.ConnectionId, list.StatementId(0));
        await ListAsync(scene, 400, "aYearOfAll", "A year of more than one account", linked.ConnectionId, "?months=12");
        await DocumentAsync(scene, 400, "aYearOfAll", "A year of more than one account", linked.ConnectionId, list.StatementId(0), "?months=12");
        await DocumentAsync(scene, 404, "noSuchStatement", "No such statement", linked.ConnectionId, $"{Guid.NewGuid()}");
    }

    private static async Task PendingStatementsAsync(Scene scene)
    {
        scene.Bff.WithDataAtOnce();
        var linked = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        using var gate = scene.Flinks.Faults.Hold(FlinksEndpoint.GetStatements);
        await scene.Alice.StatementsAsync(linked.ConnectionId, "", BffSteps.AtOnce);
        await gate.Arrived;
        await ListAsync(scene, 202, "collecting", "Flinks is at work", linked.ConnectionId, "", BffSteps.AtOnce);
        await DocumentAsync(scene, 202, "collecting", "Flinks is at work", linked.ConnectionId, SomeStatement, "", BffSteps.AtOnce);
    }

    private static async Task AskedAsync(Scene scene)
    {
        var asked = await scene.Alice.MeetChallengeAsync();
        await ListAsync(scene, 202, "challengeOpen", "The bank asks the person something first", asked.ConnectionId);
    }

    private static async Task TroubleWithStatementsAsync(Scene scene)
    {
        var linked = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        foreach (var trouble in Trouble.OfReading)
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.Authorize, trouble.Fault);
            await ListAsync(scene, trouble.Status, trouble.Name, trouble.Summary, linked.ConnectionId);
            await DocumentAsync(scene, trouble.Status, trouble.Name, trouble.Summary, linked.ConnectionId, $"{Guid.NewGuid()}");
            scene.Flinks.Faults.Clear();
        }
    }

    private static async Task AttributesAsync(Scene scene)
    {
        scene.Bff.WithDataAtOnce();
        var linked = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var wanted = new { attributes = new[] { "average_monthly_income_simple", "count_nsf_90_days", "balance_min", "some_flag_text" }, accountCategories = new[] { "Operations" } };
        await ComputeAsync(scene, 200, "computed", "Computed", linked.ConnectionId, wanted);
        await ComputeAsync(scene, 400, "nothing", "No attribute at all", linked.ConnectionId, new { attributes = Array.Empty<string>() });
        using var gate = scene.Flinks.Faults.Hold(FlinksEndpoint.Attributes);
        await scene.Alice.ComputeAsync(linked.ConnectionId, wanted, BffSteps.AtOnce);
        await gate.Arrived;
        await ComputeAsync(scene, 202, "computing", "Flinks is at work", linked.ConnectionId, wanted, BffSteps.AtOnce);
    }

    private static async Task TroubleWithAttributesAsync(Scene scene)
    {
        var linked = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        foreach (var trouble in Trouble.OfReading)
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.Authorize, trouble.Fault);
            await ComputeAsync(scene, trouble.Status, trouble.Name, trouble.Summary, linked.ConnectionId, new { attributes = new[] { "balance_min" } });
            scene.Flinks.Faults.Clear();
        }
    }

    private static async Task NightlyAsync(Scene scene)
    {
        var works = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var asks = await scene.Alice.ConnectAsync(SimulatedLogins.MfaQuestion.LoginId);
        await SetAsync(scene, 200, "on", "Switched on", works.ConnectionId, new { enabled = true });
        await SetAsync(scene, 200, "bankAsks", "Switched on, but the bank asks the person at every sign-in", asks.ConnectionId, new { enabled = true });
        await SetAsync(scene, 400, "neither", "Neither on nor off", works.ConnectionId, new { });
        await scene.KeepAsync("nightlyRefresh_show", 200, "bankAsks", "The bank asks the person at every sign-in", scene.Alice.GetAsync($"/api/v1/connections/{asks.ConnectionId}/nightly-refresh"));
        foreach (var trouble in (Trouble[])[.. Trouble.Passing, Trouble.WrongPassword])
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.SetScheduledRefresh, trouble.Fault);
            await SetAsync(scene, trouble.Status, trouble.Name, trouble.Summary, works.ConnectionId, new { enabled = true });
            scene.Flinks.Faults.Clear();
        }

        await SetAsync(scene, 200, "off", "Switched off", works.ConnectionId, new { enabled = false });
    }

    private static async Task InstitutionsAsync(Scene scene)
    {
        foreach (var trouble in Trouble.Passing)
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.Institutions, trouble.Fault);
            await FindAsync(scene, trouble.Status, trouble.Name, trouble.Summary, "");
            scene.Flinks.Faults.Clear();
            await scene.Bff.SettleAsync();
        }

        await FindAsync(scene, 200, "found", "Found by a part of the name", "?search=emilie&country=CA");
        await FindAsync(scene, 200, "inFrench", "In French", "?search=emilie", ("Accept-Language", "fr"));
        await FindAsync(scene, 400, "noCountry", "Not a country", "?country=Canada");
    }

    private static async Task AuthorizeAsync(Scene scene)
    {
        var wanted = new { institutionId = "14", returnUrl = Scene.RedirectUrl };
        await BeginAsync(scene, 201, "begun", "Where to send the person", wanted);
        await BeginAsync(scene, 400, "foreignPage", "A page that is not configured", new { institutionId = "14", returnUrl = "https://elsewhere.example.test/" });
        foreach (var trouble in Trouble.Passing)
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.OAuthAuthorize, trouble.Fault);
            await BeginAsync(scene, trouble.Status, trouble.Name, trouble.Summary, wanted);
            scene.Flinks.Faults.Clear();
        }
    }

    private static Task<BffAnswer> ListAsync(Scene scene, int status, string name, string summary, Guid connectionId, string query = "", params (string Name, string Value)[] headers) =>
        scene.KeepAsync("statements_list", status, name, summary, scene.Alice.StatementsAsync(connectionId, query, headers));

    private static Task<BffAnswer> DocumentAsync(
        Scene scene, int status, string name, string summary, Guid connectionId, string statementId, string query = "", params (string Name, string Value)[] headers) =>
        scene.KeepAsync("statements_open", status, name, summary, scene.Alice.StatementAsync(connectionId, statementId, query, headers));

    private static Task<BffAnswer> ComputeAsync(Scene scene, int status, string name, string summary, Guid connectionId, object body, params (string Name, string Value)[] headers) =>
        scene.KeepAsync("attributes_compute", status, name, summary, scene.Alice.ComputeAsync(connectionId, body, headers), body);

    private static Task<BffAnswer> SetAsync(Scene scene, int status, string name, string summary, Guid connectionId, object body) =>
        scene.KeepAsync("nightlyRefresh_set", status, name, summary, scene.Alice.SendAsync(HttpMethod.Put, $"/api/v1/connections/{connectionId}/nightly-refresh", JsonContent.Create(body)), body);

    private static Task<BffAnswer> FindAsync(Scene scene, int status, string name, string summary, string query, params (string Name, string Value)[] headers) =>
        scene.KeepAsync("institutions_list", status, name, summary, scene.Alice.GetAsync($"/api/v1/institutions{query}", headers));

    private static Task<BffAnswer> BeginAsync(Scene scene, int status, string name, string summary, object body) =>
        scene.KeepAsync("authorizations_start", status, name, summary, scene.Alice.PostAsync("/api/v1/oauth/authorizations", body), body);
}
