using System.Text.Json.Nodes;
using Flinks.Bff.Connections;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.DevHost;

/// <summary>
/// Bodies that work as they stand, for Swagger UI's "Try it out": every simulated login can be picked from a list. The first of a list is
/// filled in.
/// </summary>
public sealed class TryOutBodies(IOptions<ConnectOptions> connect) : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var examples = context.ApiDescription.ParameterDescriptions
            .SelectMany(parameter => BodiesOf(parameter.Type))
            .ToDictionary(body => body.Summary, body => (IOpenApiExample)new OpenApiExample { Summary = body.Summary, Value = body.Body });
        if (examples.Count == 0)
        {
            return;
        }

        foreach (var media in operation.RequestBody?.Content?.Values.OfType<OpenApiMediaType>() ?? [])
        {
            media.Examples = examples;
        }
    }

    private IEnumerable<(string Summary, JsonObject Body)> BodiesOf(Type? request) => request switch
    {
        _ when request == typeof(ConnectLogin) => SimulatedLogins.All.Select(Link),
        _ when request == typeof(StartConnectSession) => Sessions(),
        _ when request == typeof(StartRetrieval) => Retrievals(),
        _ when request == typeof(MfaAnswers) => SimulatedLogins.All.Where(login => login.Rounds is [{ Questions.Count: > 0 }, ..]).Select(Answer),
        _ => [],
    };

    private static (string Summary, JsonObject Body) Link(LoginScenario login) =>
        ($"{login.Name}: {login.Sentence}", new JsonObject { ["loginId"] = login.LoginId.ToString(), ["freshness"] = login.Rounds.Count > 0 ? "live" : "auto" });

    private static (string Summary, JsonObject Body) Answer(LoginScenario login) =>
        (login.Name, new JsonObject { ["answers"] = new JsonObject(login.RightAnswers().Select(Answers)) });

    private static KeyValuePair<string, JsonNode?> Answers(KeyValuePair<string, IReadOnlyList<string>> answer) =>
        new(answer.Key, new JsonArray([.. answer.Value.Select(given => JsonValue.Create(given))]));

    private static IEnumerable<(string Summary, JsonObject Body)> Retrievals() =>
    [
        ("What Flinks has stored", new JsonObject { ["freshness"] = "cached" }),
        ("From the bank, now", new JsonObject { ["freshness"] = "live" }),
    ];

    private IEnumerable<(string Summary, JsonObject Body)> Sessions() =>
    [
        ("In a frame", new JsonObject { ["language"] = "en" }),
        ("In a frame, in French", new JsonObject { ["language"] = "fr" }),
        .. connect.Value.RedirectUrls.Select(url => ("By redirect", new JsonObject { ["language"] = "en", ["redirectUrl"] = url })),
    ];
}
