using Microsoft.OpenApi;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>The widget's messages belong to Flinks: all that can be said of one is that it is an object, or a text.</summary>
internal static class WidgetMessagesSchema
{
    public static OpenApiSchema Of() => new()
    {
        OneOf =
        [
            Message(),
            Text(),
            new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { OneOf = [Message(), Text()] }, Description = "Several messages, in the order in which they came." },
        ],
    };

    private static OpenApiSchema Message() => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalProperties = new OpenApiSchema(),
        Description = "One message: the `data` of the widget's `message` event.",
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String, Description = "One message as a text of JSON." };
}
