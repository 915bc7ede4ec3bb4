using System.Text.Json.Nodes;
using Flinks.Bff.Connections;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Resume;
using Flinks.Bff.Retrievals;
using Flinks.Client;
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
public sealed class TryOutBodies(IOptions<ConnectOptions> connect, IOptions<FlinksOptions> flinks, ResumeUrlSigner signer, TimeProvider time) : IOperationFilter
{
    private static readonly TimeSpan AddressLives = TimeSpan.FromMinutes(15);

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
        _ when request == typeof(VerifyResumeUrlRequest) => Addresses(),
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

    /// <summary>Signed when the document is made: this page is where it can be tried.</summary>
    private IEnumerable<(string Summary, JsonObject Body)> Addresses()
    {
        var address = signer.Sign($"{flinks.Value.ConnectRoot}?demo=true", time.GetUtcNow() + AddressLives);
        return
        [
            ("An address of ours", new JsonObject { ["url"] = address }),
            ("The same, tampered with", new JsonObject { ["url"] = address.Replace("demo=true", "demo=false", StringComparison.Ordinal) }),
        ];
    }

    private IEnumerable<(string Summary, JsonObject Body)> Sessions() =>
    [
        ("In a frame", new JsonObject { ["language"] = "en" }),
        ("In a frame, in French", new JsonObject { ["language"] = "fr" }),
        .. connect.Value.RedirectUrls.Select(url => ("By redirect", new JsonObject { ["language"] = "en", ["redirectUrl"] = url })),
    ];
}
