using System.Text.Json;

namespace Flinks.Simulator.Control;

/// <summary><c>/sim/state</c>, <c>/sim/knobs</c> and <c>/sim/reset</c>.</summary>
internal sealed class StateEndpoints(SimulatedFlinks flinks, StateKeeper keeper)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var sim = routes.MapGroup("/sim");
        sim.MapGet("/state", () => Results.Json(keeper.Save(), StateJson.Options));
        sim.MapPut("/state", LoadAsync);
        sim.MapPost("/reset", Reset);
        sim.MapGet("/knobs", () => Results.Json(keeper.Knobs.Values, StateJson.Options));
        sim.MapPatch("/knobs", Turn);
    }

    private async Task<IResult> LoadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var state = await JsonSerializer.DeserializeAsync<SavedState>(request.Body, StateJson.Options, cancellationToken);
            var wrong = state is null ? "There is nothing to load." : keeper.Load(state);
            return wrong is null ? Results.NoContent() : Results.BadRequest(wrong);
        }
        catch (JsonException)
        {
            return Results.BadRequest("That is not a state that was saved here.");
        }
    }

    private IResult Turn(Dictionary<string, string> values) => keeper.Knobs.Turn(values) is { } wrong
        ? Results.BadRequest($"The knob {wrong} cannot be turned so.")
        : Results.NoContent();

    private IResult Reset()
    {
        flinks.Reset();
        return Results.NoContent();
    }
}
