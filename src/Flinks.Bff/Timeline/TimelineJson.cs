using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flinks.Bff.Timeline;

/// <summary>JSON that entries keep for themselves.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(CallDetail))]
[JsonSerializable(typeof(RetrievalDetail))]
[JsonSerializable(typeof(WebhookDetail))]
internal sealed partial class TimelineJson : JsonSerializerContext;
