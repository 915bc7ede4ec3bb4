using System.Text;
using System.Text.Json.Nodes;
using Flinks.Bff.Tests.OpenApi;
using Flinks.Simulator;
using Flinks.Simulator.Banks;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>Makes one caller's requests from the API's own document: mostly good ones, so that they get somewhere, each with a chance of being odd in several places.</summary>
internal sealed class RequestMaker(IReadOnlyList<Operation> operations, Known known, int caller, Random chance)
{
    private const double OddBody = 0.35;
    private const double OddPath = 0.12;
    private const double OddHeader = 0.15;
    private const double ForeignId = 0.1;

    /// <summary>Where a retrieval begins: without many of them there is little to ask for.</summary>
    private const double Beginnings = 0.25;

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW"];

    private static readonly string[] Elsewhere =
        ["/", "/api", "/api/v1", "/api/v1/", "/api/v1/connections/", "//api/v1/connections", "/api/v1/admin/", "/api/v2/connections", "/problems/", "/swagger/index.html", "/swagger/v1/swagger.json", "/health/ready", "/health/live", "/webhooks/", "/launch"];

    private static readonly string[] Answers = ["Montreal", "Atlantis", "1234", "Blue", "call", "text"];

    private readonly IReadOnlyList<Operation> _beginnings =
        [.. operations.Where(operation => operation.Name is "POST /api/v1/connections" or "POST /api/v1/connections/{connectionId}/retrievals")];

    private readonly IReadOnlyList<LoginScenario> _ownLogins = [.. SimulatedLogins.All.Where((_, index) => index % FuzzPlan.Callers == caller)];

    public FuzzRequest Next()
    {
        if (chance.Hits(0.05))
        {
            return ToElsewhere();
        }

        var operation = chance.Pick(chance.Hits(Beginnings) ? _beginnings : operations);
        var namesForeign = false;
        var address = operation.At(member => IdFor(member, ref namesForeign)) + Query(operation);
        var body = operation.Body is { } schema ? BodyFor(operation, schema) : null;
        if (operation.Body is null && chance.Hits(0.05))
        {
            body = OddBodies.Spoil(null, chance);
        }

        return new FuzzRequest(operation.Name, operation.Method, address)
        {
            Headers = [.. Headers(operation, body)],
            Body = body,
            ContentType = body is null ? null : chance.Hits(0.05) ? chance.Pick(OddValues.ContentTypes) : "application/json",
            IsChunked = chance.Hits(0.1),
            HangsUp = (operation.Method == HttpMethod.Get && operation.Path.EndsWith("/events", StringComparison.Ordinal)) || chance.Hits(0.03),
            NamesForeign = namesForeign,
        };
    }

    private FuzzRequest ToElsewhere()
    {
        var address = chance.Hits(0.4) ? chance.Pick(operations).At(_ => $"{Guid.NewGuid()}") : chance.Pick(Elsewhere) + (chance.Hits(0.3) ? chance.Pick(OddValues.InAddresses) : "");
        return new FuzzRequest("elsewhere", new HttpMethod(chance.Pick(Methods)), address) { Headers = [.. OddHeaders()] };
    }

    private string IdFor(string member, ref bool namesForeign)
    {
        if (chance.Hits(OddPath))
        {
            return chance.Hits(0.3) ? $"{ALogin()}" : chance.Pick(OddValues.InAddresses);
        }

        if (chance.Hits(ForeignId) && known.Foreign(caller, member, chance) is { } foreign)
        {
            namesForeign = true;
            return foreign;
        }

        return known.Own(caller, member, chance) ?? $"{Guid.NewGuid()}";
    }

    private string Query(Operation operation)
    {
        var members = operation.QueryMembers.Where(_ => chance.Hits(0.7)).Select(name => $"{name}={QueryValue(name)}").ToList();
        if (chance.Hits(0.05))
        {
            members.Add($"{chance.Pick(OddValues.InAddresses)}={chance.Pick(OddValues.InAddresses)}");
        }

        if (members.Count > 0 && chance.Hits(0.1))
        {
            members.Add(members[0]);
        }

        return members.Count == 0 ? "" : $"?{string.Join('&', members)}";
    }

    private string QueryValue(string name) => name switch
    {
        _ when chance.Hits(0.3) => chance.Pick(OddValues.InAddresses),
        "loginId" => $"{ALogin()}",
        "limit" => $"{chance.Next(-1, 300)}",
        "from" or "to" => "2026-03-02T14:00:00Z",
        _ => known.Own(caller, name, chance) ?? "x",
    };

    private byte[] BodyFor(Operation operation, JsonObject schema)
    {
        if (operation.Path == FuzzWebhooks.Address)
        {
            return FuzzWebhooks.Body(chance, ALogin());
        }

        if (operation.Path.EndsWith("/connect-sessions/{connectSessionId}/events", StringComparison.Ordinal))
        {
            return FuzzWidget.Body(chance, ALogin());
        }

        var good = Fill(operation.Schemas.Sample(schema), "");
        return chance.Hits(OddBody) ? OddBodies.Spoil(good, chance) : Encoding.UTF8.GetBytes(good?.ToJsonString() ?? "null");
    }

    /// <summary>Puts values that mean something where the sample has only the right kind.</summary>
    private JsonNode? Fill(JsonNode? node, string name) => node switch
    {
        JsonObject members when name == "answers" => new JsonObject { [known.Own(caller, "prompt", chance) ?? "Who asks?"] = new JsonArray(chance.Pick(Answers)) },
        JsonObject members => Filled(members),
        JsonArray items => new JsonArray([.. items.Select(item => Fill(item?.DeepClone(), name))]),
        JsonValue value => ValueFor(name, value),
        _ => node,
    };

    private JsonObject Filled(JsonObject members)
    {
        var filled = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (chance.Hits(Likelihood(name)))
            {
                filled[name] = Fill(value?.DeepClone(), name);
            }
        }

        return filled;
    }

    private static double Likelihood(string name) => name switch
    {
        "loginId" or "answers" or "url" or "attributes" => 1,
        "ticket" or "connectionId" => 0.03,
        "connectSessionId" or "institutionId" or "accountIds" => 0.2,
        _ => 0.5,
    };

    private JsonNode? ValueFor(string name, JsonValue value) => name switch
    {
        "loginId" => $"{ALogin()}",
        "freshness" => chance.Pick<string>(["auto", "cached", "live", "live"]),
        "connectSessionId" or "connectionId" => known.Own(caller, name, chance) ?? value.DeepClone(),
        "accountIds" => known.Own(caller, "accountId", chance) ?? value.DeepClone(),
        "ticket" => $"{Guid.NewGuid():N}",
        "redirectUrl" or "returnUrl" => FuzzHost.RedirectUrl,
        "language" => chance.Pick<string>(["en", "fr"]),
        "url" => AnAddress(),
        _ => value.DeepClone(),
    };

    /// <summary>A signed address, sometimes with a byte changed.</summary>
    private string AnAddress()
    {
        var address = known.Own(caller, "url", chance) ?? "https://flinks.example.test/v2/?bff_expires=1&bff_kid=k1&bff_signature=AAAA";
        return chance.Hits(0.5) || address.Length == 0 ? address : address.Insert(chance.Next(address.Length), chance.Pick<string>(["&", "=", "%", "a", "#", "bff_kid=k1&", "\u00e9"]));
    }

    private IEnumerable<(string Name, string Value)> Headers(Operation operation, byte[]? body)
    {
        if (operation.Path == FuzzWebhooks.Address)
        {
            yield return (FuzzWebhooks.Header, FuzzWebhooks.Signature(chance, body ?? []));
        }

        yield return ("Prefer", chance.Hits(0.2) ? "wait=1" : "wait=0");
        if (operation.Method == HttpMethod.Post && chance.Hits(0.1))
        {
            yield return ("Idempotency-Key", $"key-{chance.Next(20)}");
        }

        if (chance.Hits(0.3))
        {
            yield return ("Accept-Language", "fr-CA");
        }

        foreach (var odd in OddHeaders())
        {
            yield return odd;
        }
    }

    private IEnumerable<(string Name, string Value)> OddHeaders()
    {
        while (chance.Hits(OddHeader))
        {
            yield return (chance.Pick(OddValues.HeaderNames), chance.Pick(OddValues.InHeaders));
        }
    }

    /// <summary>Mostly one that nobody else names; who shares one gets less far with it.</summary>
    private Guid ALogin() => chance.NextDouble() switch
    {
        < 0.05 => Guid.NewGuid(),
        < 0.2 => chance.Pick(SimulatedLogins.All).LoginId,
        _ => chance.Pick(_ownLogins).LoginId,
    };
}
