using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>Writes into a schema what is only known of its members here: the values of <see cref="OneOfAttribute"/>, and that a reference may be null.</summary>
public sealed class MemberDetails : ISchemaFilter
{
    private static readonly NullabilityInfoContext Nullability = new();

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { } members })
        {
            return;
        }

        foreach (var member in context.Type.GetProperties())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(member.Name);
            if (members.TryGetValue(name, out var described))
            {
                members[name] = Detailed(described, member);
            }
        }
    }

    private static IOpenApiSchema Detailed(IOpenApiSchema described, PropertyInfo member)
    {
        var mayBeNull = MayBeNull(member);
        if (member.GetCustomAttribute<OneOfAttribute>() is { } values)
        {
            return Narrowed(described.Description, mayBeNull, values.Values);
        }

        return mayBeNull && described is OpenApiSchemaReference { Reference: { Id: { } id, HostDocument: var document } }
            ? new OpenApiSchema { OneOf = [new OpenApiSchemaReference(id, document), new OpenApiSchema { Type = JsonSchemaType.Null }], Description = described.Description }
            : described;
    }

    private static OpenApiSchema Narrowed(string? description, bool mayBeNull, IReadOnlyList<object> values)
    {
        var plain = values[0] is int ? JsonSchemaType.Integer : JsonSchemaType.String;
        var nodes = values.Select(value => (JsonNode)(value is int number ? JsonValue.Create(number) : JsonValue.Create($"{value}"))).ToList();
        if (mayBeNull)
        {
            nodes.Add(JsonNullSentinel.JsonNull);
        }

        return new OpenApiSchema { Type = mayBeNull ? plain | JsonSchemaType.Null : plain, Enum = nodes, Description = description };
    }

    private static bool MayBeNull(PropertyInfo member)
    {
        // The context keeps what it has seen, and is not made for several readers at once.
        lock (Nullability)
        {
            return Nullability.Create(member).ReadState == NullabilityState.Nullable;
        }
    }
}
