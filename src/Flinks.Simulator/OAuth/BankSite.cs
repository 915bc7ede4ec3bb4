using Flinks.Simulator.Banks;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.OAuth;

/// <summary>A made-up bank's own site: the person allows access with one of the logins that are there from the start, or does not.</summary>
internal sealed class BankSite(SimulatedFlinks flinks)
{
    private static readonly IReadOnlyList<LoginScenario> Offered =
        [SimulatedLogins.NoMfa, SimulatedLogins.NoMfaPending, SimulatedLogins.MfaQuestion];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OAuthDesk.SignInPath, SignIn);
        routes.MapGet($"{OAuthDesk.SignInPath}/allow", Allow);
        routes.MapGet($"{OAuthDesk.SignInPath}/deny", (HttpContext http) => Leave(http, Error("access_denied", "The person did not allow access")));
        routes.MapGet($"{OAuthDesk.SignInPath}/fail", (HttpContext http) => Leave(http, Error("server_error", "The bank could not sign the person in")));
    }

    // Links, not a form: the page's policy would not let a form lead to another site.
    private static IResult SignIn(HttpContext http)
    {
        var query = http.Request.QueryString;
        var bank = (BankDirectory.Find(http.Request.Query["institution_id"]) ?? BankDirectory.TestBank).Name;
        var logins = Offered.Select(login => (Html)$"""<li><a href="{Address("allow", query.Add("login", login.LoginId.ToString()))}">Allow access as {login.Username}</a> ({login.Name})</li>""");
        return PageFiles.Page(http, $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{bank}: allow access?</title>
            <link rel="stylesheet" href="/pages/simulator.css">
            <main>
              <h1>{bank}</h1>
              <p>A made-up bank's own site. An app would like to read your accounts through Flinks.</p>
              <ul>{logins}</ul>
              <p><a href="{Address("deny", query)}">Do not allow</a> · <a href="{Address("fail", query)}">Have the bank fail</a></p>
            </main>
            </html>
            """);
    }

    private static string Address(string step, QueryString query) => $"{OAuthDesk.SignInPath}/{step}{query}";

    private IResult Allow(HttpContext http)
    {
        if (!Guid.TryParse(http.Request.Query["login"], out var loginId) || Offered.All(login => login.LoginId != loginId))
        {
            return Results.NotFound();
        }

        flinks.SignedIn(loginId);
        return Leave(http, QueryString.Create("loginId", loginId.ToString()));
    }

    private static QueryString Error(string error, string description) => QueryString.Create("error", error).Add("error_description", description);

    private static IResult Leave(HttpContext http, QueryString with)
    {
        if (!Uri.TryCreate(http.Request.Query["redirect_uri"], UriKind.Absolute, out var address))
        {
            return Results.BadRequest();
        }

        var query = new QueryString(address.Query).Add("state", http.Request.Query["state"].ToString()).Add(with);
        return Results.Redirect($"{address.GetLeftPart(UriPartial.Path)}{query}");
    }
}
