using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flinks.Simulator.Control;

/// <summary>How a state is written: by reflection, since the scenarios' defaults would be lost by generated code.</summary>
internal static class StateJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };
}
