using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Control;

/// <summary><c>/sim/logins</c>: who is connected, and how each behaves.</summary>
internal sealed class LoginEndpoints(SimulatedFlinks flinks)
{
    public static IReadOnlyList<LoginScenario> Scenarios => [.. SimulatedLogins.All, .. TestUsers.All];

    public void Map(IEndpointRouteBuilder routes)
    {
        var logins = routes.MapGroup("/sim/logins");
        logins.MapGet("/", () => Results.Json(flinks.Logins.Select(LoginView.Of).ToList(), ControlJson.Default.ListLoginView));
        logins.MapPut("/{loginId:guid}", Put);
        logins.MapDelete("/{loginId:guid}", (Guid loginId) => flinks.Forget(loginId) ? Results.NoContent() : Results.NotFound());
    }

    /// <summary>Gives a login another scenario, or makes one that has it.</summary>
    private IResult Put(Guid loginId, LoginOrder order)
    {
        if (Scenarios.FirstOrDefault(known => string.Equals(known.Name, order.Scenario, StringComparison.OrdinalIgnoreCase)) is not { } scenario
            || BankDirectory.Find(order.Bank) is not { } bank
            || loginId == Guid.Empty)
        {
            return Results.BadRequest("Name a scenario by the name of a login or of a test user, and a bank.");
        }

        var known = flinks.FindLogin(loginId);
        var named = scenario with { LoginId = loginId, Username = order.Username ?? known?.Scenario.Username ?? scenario.Username };
        flinks.Put(loginId, named, known?.Bank ?? bank, known?.Language ?? "en", known?.LastRefresh ?? flinks.Now);
        return Results.NoContent();
    }
}

/// <summary>Body of <c>PUT /sim/logins/{loginId}</c>.</summary>
internal sealed class LoginOrder
{
    public string? Scenario { get; set; }

    /// <summary>The person's user name at the bank; as before, or as the scenario has it, if not said.</summary>
    public string? Username { get; set; }

    /// <summary>Of a new login.</summary>
    public string Bank { get; set; } = Banks.Bank.Name;
}
