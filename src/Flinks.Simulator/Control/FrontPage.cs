using Flinks.Simulator.Banks;
using Flinks.Simulator.Connect;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Control;

/// <summary>The page that tells what the simulator has to offer.</summary>
internal sealed class FrontPage(SimulatedFlinks flinks, ConnectEndpoints connect)
{
    private static readonly (string Call, string Body, string Purpose)[] Control =
    [
        ("GET /sim/logins", "", "The logins there are, with the age of their data."),
        ("PUT /sim/logins/{loginId}", """{"scenario":"MFA question","username":"me","bank":"FlinksCapital"}""", "Gives a login another scenario (the name of any login or test user here), or makes one."),
        ("DELETE /sim/logins/{loginId}", "", "Forgets a login and its sessions."),
        ("GET /sim/sessions", "", "What Authorize opened, with the polls that were answered 202."),
        ("POST /sim/sessions/{requestId}/ready", "", "Its data are there now. Also: expire."),
        ("POST /sim/sessions/{requestId}/pending", """{"polls":2}""", "So many polls are still answered 202."),
        ("GET /sim/tokens", "", "The tokens that nobody has used. POST issues one, DELETE forgets them all."),
        ("GET /sim/calls", "", "The banking calls received, oldest first."),
        ("GET /sim/faults", "", "What the next calls meet. DELETE forgets it and lets held calls go."),
        ("POST /sim/faults", """{"endpoint":"Authorize","kind":"code","status":401,"flinksCode":"TOO_MANY_REQUESTS","retryAfter":"00:00:30","times":2}""", """Adds to it. Kinds: answer (status, body), code (status, flinksCode, retryAfter), throttle (retryAfter), html (status), delay (by), hang, abort, truncated, contentType (contentType), huge (bytes). With "percent" and "seed" for a share of the calls, with "loginId" only for calls of that login, with "afterWork":true once the work is done; without "endpoint" for any call."""),
        ("POST /sim/next", """{"endpoint":"Authorize","flinksCode":"CARD_IN_USE"}""", "What the next call answers: a code of Flinks, or a status."),
        ("GET /sim/webhooks", "", "The webhooks sent, oldest first, with what they were answered and when they are tried again."),
        ("POST /sim/webhooks", """{"loginId":"51510000-0000-4000-8000-000000000001","kind":"nightly","times":1}""", """Sends webhooks of a login now. Kinds: details, nightly (the bank is read anew), kyc, failure (flinksCode), unknown. With "requestId" as one of that session, with "flaw" wrongly signed (BodyChanged, WrongKey, Hex, Missing), with "after" later, with "retries":true up to ten times."""),
        ("POST /sim/webhooks/{id}/again", "", "Sends one again, to the byte. GET without /again shows its body."),
        ("GET /sim/clock", "", "The time as the simulator tells it."),
        ("POST /sim/clock", """{"advance":"00:08:00"}""", "Moves the time forward."),
        ("GET /sim/knobs", "", "The settings that can be changed while it runs."),
        ("PATCH /sim/knobs", """{"Connect:RedirectShape":"UrlOnly","PollsBeforeReady":"0"}""", "Changes some, or none if one of them makes no sense."),
        ("GET /sim/state", "", "All that it knows, to be kept."),
        ("PUT /sim/state", "", "Puts such a state in the place of the present one."),
        ("POST /sim/reset", "", "Back to the seeded logins; clock and settings stay."),
        ("GET /sim/connect", "", "Opens Connect with a fresh token."),
    ];

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", http => Show(http).ExecuteAsync(http));

    /// <summary>An old page of Flinks leaves out <c>/v2</c> in its addresses of Connect.</summary>
    private IResult Show(HttpContext http) => http.Request.Query.ContainsKey("authorizeToken") || http.Request.Query.ContainsKey("requestId")
        ? connect.Open(http)
        : PageFiles.Page(http, Page());

    private Html Page() =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Flinks simulator</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/pages/simulator.css">
        </head>
        <body>
          <p class="banner">Simulator: invented data</p>
          <main class="wide">
            <h1>Flinks simulator</h1>
            <p>It answers Flinks' banking API under <code>/v3/{flinks.Options.CustomerId}/BankingServices</code> and shows Connect at
            <code>/v2/</code> (<a href="/sim/connect">open it</a> with a fresh token). Nothing here is Flinks' own or a real person's.</p>
            <h2>Keys</h2>
            {Table(["What", "Value", "Header"], Keys())}
            <p>Authorize by LoginId. Each login below can also be connected with its user name and the password <code>{TestUsers.Password}</code>.</p>
            <h2>Logins that let in</h2>
            {Logins(login => login is { OnLive: null, Rounds.Count: 0 })}
            <h2>Logins whose bank asks the person something</h2>
            {Logins(login => login.Rounds.Count > 0)}
            <h2>Logins in trouble</h2>
            {Logins(login => login is { OnLive: not null, Rounds.Count: 0 })}
            <h2>Users of {Bank.Name}</h2>
            <p>Flinks' documented test users; they get a LoginId when they connect.</p>
            {Table(["User name", "Password", "What it does"], TestUsers.All.Select(UserRow))}
            <h2>Control</h2>
            <p>On a page: <a href="/control">the controls</a>. By calls, which take and give JSON:</p>
            {Table(["Call", "What it does"], Control.Select(ControlRow))}
          </main>
        </body>
        </html>
        """;

    private IEnumerable<Html> Keys() =>
    [
        Row($"customer id", $"<code>{flinks.Options.CustomerId}</code>", $"in the path"),
        Row($"secret key", $"<code>{flinks.Options.SecretKey}</code>", $"<code>flinks-auth-key</code> on GenerateAuthorizeToken"),
        Row($"webhook secret", $"<code>{flinks.Options.WebhookKey}</code>", $"signs what is sent to <code>{flinks.Options.WebhookUrl ?? "nobody: Simulator:WebhookUrl is not set"}</code>"),
        Row($"API key", $"<code>{flinks.Options.ApiKey}</code>", $"<code>x-api-key</code> on the data endpoints"),
    ];

    private Html Logins(Func<LoginScenario, bool> which) =>
        Table(["Name", "LoginId", "User name", "What it does"], flinks.Logins.Where(login => which(login.Scenario)).Select(LoginRow));

    private static Html LoginRow(SimulatedLogin login) =>
        Row($"{login.Scenario.Name}", $"<code>{login.LoginId}</code>", $"<code>{login.Scenario.Username}</code>", $"{login.Scenario.Sentence}");

    private static Html UserRow(LoginScenario user) =>
        Row($"<code>{user.Username}</code>", $"<code>{TestUsers.Password}</code>", $"{user.Sentence}");

    private static Html ControlRow((string Call, string Body, string Purpose) control)
    {
        Html body = $"<br><code>{control.Body}</code>";
        return Row($"<code>{control.Call}</code>", $"{control.Purpose}{(control.Body.Length > 0 ? body : Html.Empty)}");
    }

    private static Html Row(Html first, Html second) => $"<tr><td>{first}</td><td>{second}</td></tr>";

    private static Html Row(Html first, Html second, Html third) => $"<tr><td>{first}</td><td>{second}</td><td>{third}</td></tr>";

    private static Html Row(Html first, Html second, Html third, Html fourth) =>
        $"<tr><td>{first}</td><td>{second}</td><td>{third}</td><td>{fourth}</td></tr>";

    private static Html Table(IEnumerable<string> heads, IEnumerable<Html> rows) =>
        $"""<div class="table"><table><thead><tr>{heads.Select(Head)}</tr></thead><tbody>{rows}</tbody></table></div>""";

    private static Html Head(string text) => $"<th scope=\"col\">{text}</th>";
}
