using Flinks.Simulator.Clock;
using Flinks.Simulator.Webhooks;

namespace Flinks.Simulator.Control;

/// <summary><c>/sim</c>: for tests and people outside the process.</summary>
internal sealed class ControlEndpoints(SimulatedFlinks flinks, WebhookSender webhooks)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var sim = routes.MapGroup("/sim");
        sim.MapGet("/logins", () => Results.Json(flinks.Logins.Select(LoginView.Of).ToList(), ControlJson.Default.ListLoginView));
        sim.MapGet("/calls", () => Results.Json(flinks.Calls.All.Select(CallView.Of).ToList(), ControlJson.Default.ListCallView));
        sim.MapGet("/faults", Faults);
        sim.MapPost("/faults", AddFault);
        sim.MapPost("/next", AnswerNext);
        sim.MapDelete("/faults", ClearFaults);
        sim.MapGet("/webhooks", () => Results.Json(flinks.Webhooks.All, ControlJson.Default.IReadOnlyListSentWebhook));
        sim.MapPost("/webhooks", SendWebhooksAsync);
        sim.MapGet("/clock", Clock);
        sim.MapPost("/clock", Advance);
        sim.MapPost("/reset", Reset);
        sim.MapGet("/connect", OpenConnect);
    }

    private IResult AddFault(FaultOrder order) =>
        order.Script(flinks.Faults, flinks.Options)
            ? Results.NoContent()
            : Results.BadRequest("Name a kind: answer, code, html, throttle, delay, hang, abort, truncated, contentType or huge; with times, or with percent.");

    private IResult AnswerNext(NextAnswerOrder order) => order.Script(flinks.Faults)
        ? Results.NoContent()
        : Results.BadRequest("Name a flinksCode, or a status from 200 to 599.");

    private IResult Faults() => Results.Json(flinks.Faults.Pending.Select(FaultView.Of).ToList(), ControlJson.Default.ListFaultView);

    private IResult ClearFaults()
    {
        flinks.Faults.Clear();
        return Results.NoContent();
    }

    private IResult Clock() => Results.Json(ClockView.Of(flinks.Clock), ControlJson.Default.ClockView);

    private IResult Advance(ClockOrder order)
    {
        if (order.Advance is not { } by || by < TimeSpan.Zero)
        {
            return Results.BadRequest("Say how far, forward: {\"advance\":\"00:08:00\"}.");
        }

        if (flinks.Clock is not MovableClock clock)
        {
            return Results.Conflict("The host gave the simulator a clock that cannot be moved.");
        }

        clock.Advance(by);
        return Clock();
    }

    private async Task<IResult> SendWebhooksAsync(WebhookOrder order, CancellationToken cancellationToken)
    {
        if (flinks.Options.WebhookUrl is null)
        {
            return Results.Conflict("Simulator:WebhookUrl is not set.");
        }

        if (order.Times < 1 || flinks.FindLogin(order.LoginId) is not { } login || WebhookBodies.Of(flinks, login, order) is not { } body)
        {
            return Results.BadRequest("Name a login and a kind: details, nightly, kyc, failure or unknown.");
        }

        var sent = new List<SentWebhook>();
        for (var time = 0; time < order.Times; time++)
        {
            sent.Add(await webhooks.SendAsync(order.Kind, body, order.Tampered, cancellationToken));
        }

        return Results.Json(sent, ControlJson.Default.IReadOnlyListSentWebhook);
    }

    private IResult OpenConnect() => Results.Redirect($"/v2/?authorizeToken={Uri.EscapeDataString(flinks.IssueToken())}&demo=true&consentEnable=true");

    private IResult Reset()
    {
        flinks.Reset();
        return Results.NoContent();
    }
}
