using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flinks.Client.Wire;

/// <summary>
/// Flinks' JSON: PascalCase, names matched without case, numbers also read from strings, nulls not sent (flinks/api.md 15.1).
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuthorizeQuery))]
[JsonSerializable(typeof(AuthorizeReply))]
[JsonSerializable(typeof(AccountsDetailQuery))]
[JsonSerializable(typeof(AccountsSummaryQuery))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(StatementsQuery))]
[JsonSerializable(typeof(StatementsReply))]
[JsonSerializable(typeof(AttributesQuery))]
[JsonSerializable(typeof(ScheduledRefreshQuery))]
[JsonSerializable(typeof(NightlyRefreshStatusReply))]
[JsonSerializable(typeof(InstitutionsReply))]
[JsonSerializable(typeof(AccountsReply))]
[JsonSerializable(typeof(TokenReply))]
[JsonSerializable(typeof(DeleteCardReply))]
public sealed partial class FlinksJson : JsonSerializerContext;
