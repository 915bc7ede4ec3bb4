using Flinks.Simulator.Clock;

namespace Flinks.Simulator.Control;

/// <summary><c>/sim</c>: for tests and people outside the process.</summary>
internal sealed class ControlEndpoints(SimulatedFlinks flinks)
{
    private static readonly TimeSpan FarthestMove = TimeSpan.FromDays(3650);
    private static readonly DateTimeOffset LastMoment = new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public void Map(IEndpointRouteBuilder routes)
    {
        var sim = routes.MapGroup("/sim");
        sim.MapGet("/calls", () => Results.Json(flinks.Calls.All.Select(CallView.Of).ToList(), ControlJson.Default.ListCallView));
        sim.MapGet("/faults", Faults);
        sim.MapPost("/faults", AddFault);
        sim.MapPost("/next", AnswerNext);
        sim.MapDelete("/faults", ClearFaults);
        sim.MapGet("/clock", Clock);
        sim.MapPost("/clock", Advance);
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
        if (order.Advance is not { } by || by < TimeSpan.Zero || by > FarthestMove || flinks.Now > LastMoment)
        {
            return Results.BadRequest("Say how far, forward, by ten years at most: {\"advance\":\"00:08:00\"}.");
        }

        if (flinks.Clock is not MovableClock clock)
        {
            return Results.Conflict("The host gave the simulator a clock that cannot be moved.");
        }

        clock.Advance(by);
        return Clock();
    }

    private IResult OpenConnect() => Results.Redirect($"/v2/?authorizeToken={Uri.EscapeDataString(flinks.IssueToken())}&demo=true&consentEnable=true");
}
