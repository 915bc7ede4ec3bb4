using System.Text.Json;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Connect;

/// <summary>The Connect page, and the addresses its forms go to: those are the simulator's own, not Flinks'.</summary>
internal sealed class ConnectEndpoints(ConnectFlow flow, ConnectVisits visits)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/", Open);
        routes.MapGet("/v2/Credential/{institution}", Open);
        routes.MapGet("/v2/Result/{institution}", ShowResult);

        var visit = routes.MapGroup("/v2/visits/{visitId:guid}");
        visit.MapPost("/consent", Answer((found, form) => ConnectFlow.Consent(found, form["agree"] == "true")));
        visit.MapPost("/bank", Answer((found, form) => ConnectFlow.ChooseBank(found, form["institution"].ToString())));
        visit.MapPost("/credentials", Answer((found, form) => flow.SignIn(found, form["username"].ToString(), form["password"].ToString())));
        visit.MapPost("/answers", Answer((found, form) => flow.Answer(found, AnswersOf(found, form))));
        visit.MapPost("/retry", Answer((found, _) => ConnectFlow.Retry(found)));
        visit.MapPost("/close", Answer((found, _) => ConnectFlow.Close(found)));
    }

    private IResult Open(HttpContext http)
    {
        var visit = visits.Begin(ConnectParameters.Of(http.Request));
        return PageFiles.Page(http, Page(visit.Parameters, flow.Open(visit)));
    }

    private static IResult ShowResult(HttpContext http)
    {
        var visit = new ConnectVisit(ConnectParameters.Of(http.Request));
        return PageFiles.Page(http, Page(visit.Parameters, new([], new ConnectScreens(visit).Success().ToString())));
    }

    private RequestDelegate Answer(Func<ConnectVisit, IFormCollection, ConnectStep> next) => async http =>
    {
        var isId = Guid.TryParse(http.GetRouteValue("visitId")?.ToString(), out var id);
        if (!isId || visits.Find(id) is not { } visit)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        await http.Response.WriteAsJsonAsync(next(visit, form), ConnectJson.Default.ConnectStep, cancellationToken: http.RequestAborted);
    };

    /// <summary>The form's fields are numbered as the questions are; Flinks wants the prompts.</summary>
    private static Dictionary<string, IReadOnlyList<string>> AnswersOf(ConnectVisit visit, IFormCollection form) => visit.Challenges
        .Select((challenge, index) => (Prompt: challenge.Prompt ?? "", Given: form[$"answer-{index}"]))
        .ToDictionary(answer => answer.Prompt, answer => (IReadOnlyList<string>)[.. answer.Given.OfType<string>()]);

    /// <summary>The first screen stands in the page; its events wait for the script.</summary>
    private static Html Page(ConnectParameters parameters, ConnectStep first)
    {
        var language = parameters.Language;
        var start = JsonSerializer.Serialize(first with { Screen = null }, ConnectJson.Default.ConnectStep);
        return $"""
            <!doctype html>
            <html lang="{language}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{ConnectTexts.Title.In(language)}</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/pages/simulator.css">
              <script src="/pages/connect.js"></script>
            </head>
            <body data-stringify="{Lower(parameters.Stringify)}" data-webview="{Lower(parameters.Webview)}" data-start="{start}">
              <p class="banner">{ConnectTexts.Banner.In(language)}</p>
              <main id="screen" data-unreachable="{ConnectTexts.Unreachable.In(language)}">
            {Html.Verbatim(first.Screen)}
              </main>
              <noscript><p class="banner">{ConnectTexts.NeedsScript.In(language)}</p></noscript>
            </body>
            </html>
            """;
    }

    private static string Lower(bool value) => value ? "true" : "false";
}
