using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Connect;

/// <summary>The Connect page, and the addresses its forms go to: those are the simulator's own, not Flinks'.</summary>
internal sealed class ConnectEndpoints(
    SimulatedFlinks flinks, ConnectFlow flow, ConnectSignIn signIn, ConnectEnding ending, ProviderFlow provider, ConnectVisits visits)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/", Open);
        routes.MapGet("/v2/Testing", Open);
        routes.MapGet("/v2/Credential/{institution}", Open);
        routes.MapGet("/v2/Result/{institution}", ShowResult);

        var visit = routes.MapGroup("/v2/visits/{visitId:guid}");
        visit.MapPost("/consent", Answer((found, form) => ConnectFlow.Consent(found, form["agree"] == "true")));
        visit.MapPost("/bank", Answer((found, form) => ConnectFlow.ChooseBank(found, form["institution"].ToString(), form["popup"])));
        visit.MapPost("/window", Answer((found, form) => ProviderFlow.Begin(found, form["popup"])));
        visit.MapPost("/returned", Answer((found, _) => provider.Return(found)));
        visit.MapPost("/back", Answer((found, _) => ConnectFlow.Back(found)));
        visit.MapPost("/credentials", Answer((found, form) => signIn.SignIn(found, form["username"].ToString(), form["password"].ToString())));
        visit.MapPost("/answers", Answer((found, form) => signIn.Answer(found, AnswersOf(found, form))));
        visit.MapPost("/accounts", Answer((found, form) => ending.ChooseAccounts(found, [.. form["account"].OfType<string>()])));
        visit.MapPost("/retry", Answer((found, _) => ConnectSignIn.Retry(found)));
        visit.MapPost("/close", Answer((found, _) => ConnectFlow.Close(found)));
    }

    public IResult Open(HttpContext http)
    {
        var visit = visits.Begin(ConnectParameters.Of(http.Request));
        return PageFiles.Page(http, ConnectHtml.Page(visit.Parameters, ConnectBends.Bend(flow.Open(visit), flinks.Options.Connect)));
    }

    private static IResult ShowResult(HttpContext http)
    {
        var visit = new ConnectVisit(ConnectParameters.Of(http.Request));
        return PageFiles.Page(http, ConnectHtml.Page(visit.Parameters, ConnectStep.Show(new ConnectScreens(visit).Success())));
    }

    private RequestDelegate Answer(Func<ConnectVisit, IFormCollection, ConnectStep> next) => async http =>
    {
        var isId = Guid.TryParse(http.GetRouteValue("visitId")?.ToString(), out var id);
        if (!isId || visits.Find(id) is not { } visit || await ConnectForm.ReadAsync(http) is not { } form)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        ConnectStep step;
        lock (visit)
        {
            step = ConnectBends.Bend(next(visit, form), flinks.Options.Connect);
        }

        await http.Response.WriteAsJsonAsync(step, ConnectJson.Default.ConnectStep, cancellationToken: http.RequestAborted);
    };

    /// <summary>The form's fields are numbered as the questions are; Flinks wants the prompts.</summary>
    private static Dictionary<string, IReadOnlyList<string>> AnswersOf(ConnectVisit visit, IFormCollection form) => visit.Challenges
        .Select((challenge, index) => (Prompt: challenge.Prompt ?? "", Given: form[$"answer-{index}"]))
        .ToDictionary(answer => answer.Prompt, answer => (IReadOnlyList<string>)[.. answer.Given.OfType<string>()]);
}
