using Flinks.Simulator.Banks;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Connect;

/// <summary>The page of an invented bank that is signed in to elsewhere. What is said there waits with the visit for the person to come back.</summary>
internal sealed class ProviderPage(ConnectVisits visits, ProviderFlow flow, SimulatedFlinks flinks)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/visits/{visitId:guid}/provider", Show);
        routes.MapPost("/v2/visits/{visitId:guid}/provider", AnswerAsync);
    }

    private IResult Show(HttpContext http, Guid visitId) =>
        visits.Find(visitId) is { } visit ? PageFiles.Page(http, Page(visit, Question(visit, BankIn(http, visit)))) : Results.NotFound();

    private async Task<IResult> AnswerAsync(HttpContext http, Guid visitId)
    {
        if (visits.Find(visitId) is not { } visit || await ConnectForm.ReadAsync(http) is not { } form)
        {
            return Results.NotFound();
        }

        ConnectStep step;
        lock (visit)
        {
            visit.SaidAtBank = new(form["allow"] == "true", form["username"].ToString());
            if (!visit.Parameters.OAuthWindowRedirect)
            {
                return PageFiles.Page(http, Page(visit, Done(visit)));
            }

            step = ConnectBends.Bend(flow.Return(visit), flinks.Options.Connect);
        }

        return PageFiles.Page(http, ConnectHtml.Page(visit.Parameters, step));
    }

    private static string BankIn(HttpContext http, ConnectVisit visit) => BankDirectory.Find(http.Request.Query["institution"])?.Name ?? visit.Institution;

    private static Html Question(ConnectVisit visit, string bank)
    {
        var language = visit.Parameters.Language;
        return $"""
            <h1>{bank}</h1>
            <p>{ConnectTexts.ProviderText.In(language)}</p>
            <form method="post" autocomplete="off">
              <label for="username">{ConnectTexts.Username.In(language)}</label>
              <input type="text" id="username" name="username" value="{TestUsers.GreatdayNoMfa.Username}" required autocapitalize="none" spellcheck="false">
              <button name="allow" value="true">{ConnectTexts.Allow.In(language)}</button>
              <button name="allow" value="false" class="quiet" formnovalidate>{ConnectTexts.Refuse.In(language)}</button>
            </form>
            """;
    }

    private static Html Done(ConnectVisit visit) =>
        $"""
        <h1 data-answered>{visit.Institution}</h1>
        <p>{ConnectTexts.WindowDone.In(visit.Parameters.Language)}</p>
        """;

    private static Html Page(ConnectVisit visit, Html content)
    {
        var language = visit.Parameters.Language;
        return $"""
            <!doctype html>
            <html lang="{language}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{ConnectTexts.ProviderTitle.In(language)}</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/pages/simulator.css">
              <script src="/pages/provider.js" defer></script>
            </head>
            <body>
              <p class="banner">{ConnectTexts.Banner.In(language)}</p>
              <main>
            {content}
              </main>
            </body>
            </html>
            """;
    }
}
