using System.Text.Json.Serialization;

namespace Flinks.Simulator.Control;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<LoginView>))]
[JsonSerializable(typeof(List<CallView>))]
[JsonSerializable(typeof(ClockView))]
internal sealed partial class ControlJson : JsonSerializerContext;
