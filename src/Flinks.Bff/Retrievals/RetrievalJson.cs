using System.Text.Json.Serialization;
using Flinks.Client;

namespace Flinks.Bff.Retrievals;

/// <summary>JSON that a retrieval's row keeps for itself.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<Challenge>))]
[JsonSerializable(typeof(DataOptions))]
[JsonSerializable(typeof(List<UpstreamCall>))]
public sealed partial class RetrievalJson : JsonSerializerContext;
