using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Flinks.Client.Wire;

namespace Flinks.Simulator.Calls;

/// <summary>Reads a banking call as tolerantly as Flinks does.</summary>
internal static class CallReader
{
    // By reflection: what the source generator makes loses the defaults of members that a body leaves out.
    private static readonly JsonSerializerOptions Tolerant = new(FlinksJson.Default.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new BooleanOrText() },
    };

    public static async Task<ReceivedCall> ReadAsync(HttpContext http, FlinksEndpoint endpoint, SimulatedFlinks flinks)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var authorize = endpoint is FlinksEndpoint.Authorize or FlinksEndpoint.AuthorizeAsync ? Read<AuthorizeQuery>(body) : null;
        var detail = endpoint == FlinksEndpoint.GetAccountsDetail ? Read<AccountsDetailQuery>(body) : null;
        var summary = endpoint == FlinksEndpoint.GetAccountsSummary ? Read<AccountsSummaryQuery>(body) : null;
        var statements = endpoint == FlinksEndpoint.GetStatements ? Read<StatementsQuery>(body) : null;
        var scheduled = endpoint == FlinksEndpoint.SetScheduledRefresh ? Read<ScheduledRefreshQuery>(body) : null;
        var kept = endpoint == FlinksEndpoint.AnswerMFAQuestions ? Read<KeptAnswersQuery>(body) : null;
        var requestId = authorize?.RequestId ?? detail?.RequestId ?? summary?.RequestId ?? statements?.RequestId ?? RouteId(http, "requestId");
        return new()
        {
            Endpoint = endpoint,
            At = flinks.Now,
            Method = http.Request.Method,
            Path = http.Request.Path,
            Origin = $"{http.Request.Scheme}://{http.Request.Host}",
            Body = body,
            Headers = http.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            CustomerId = http.GetRouteValue("customerId")?.ToString(),
            LoginId = authorize?.LoginId ?? scheduled?.LoginId ?? kept?.LoginId ?? RouteId(http, "loginId") ?? flinks.LoginOfSession(requestId),
            RequestId = requestId,
            Authorize = authorize,
            Detail = detail,
            Summary = summary,
            Statements = statements,
            Attributes = endpoint == FlinksEndpoint.Attributes ? Read<AttributesQuery>(body) : null,
            ScheduledRefresh = scheduled,
            KeptAnswers = kept,
            Query = http.Request.Query.ToDictionary(member => member.Key, member => member.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
    }

    private static T? Read<T>(string body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Tolerant);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Guid? RouteId(HttpContext http, string name) =>
        Guid.TryParse(http.GetRouteValue(name)?.ToString(), out var id) ? id : null;

    /// <summary>A sample of Flinks' own documentation writes <c>"MostRecentCached": "true"</c> (flinks/api.md 5.1).</summary>
    private sealed class BooleanOrText : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw new JsonException();
            }

            return bool.TryParse(reader.GetString(), out var value) ? value : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
    }
}
