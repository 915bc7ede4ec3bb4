using System.Text.Json.Serialization;
using Flinks.Simulator.Webhooks;

namespace Flinks.Simulator.Control;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<LoginView>))]
[JsonSerializable(typeof(List<CallView>))]
[JsonSerializable(typeof(List<FaultView>))]
[JsonSerializable(typeof(IReadOnlyList<SessionView>))]
[JsonSerializable(typeof(IReadOnlyList<TokenView>))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(IReadOnlyList<SentWebhook>))]
internal sealed partial class ControlJson : JsonSerializerContext;
