using System.Text.Json;
using System.Xml.Linq;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>Explains each word of an enum, from the same comments that everything else is explained by.</summary>
public sealed class EnumWords : ISchemaFilter
{
    private static readonly Lazy<Dictionary<string, string>> Comments = new(Read);

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        var type = Nullable.GetUnderlyingType(context.Type) ?? context.Type;
        if (schema is not OpenApiSchema { Enum.Count: > 0 } described || !type.IsEnum || context.MemberInfo is not null)
        {
            return;
        }

        var words = Enum.GetNames(type)
            .Select(name => (Word: JsonNamingPolicy.CamelCase.ConvertName(name), Meaning: Comments.Value.GetValueOrDefault($"F:{type.FullName}.{name}")))
            .Where(line => line.Meaning is not null)
            .Select(line => $"- `{line.Word}`: {line.Meaning}");
        described.Description = string.Join("\n", [.. Comments.Value.TryGetValue($"T:{type.FullName}", out var summary) ? [summary, ""] : Array.Empty<string>(), .. words]);
    }

    private static Dictionary<string, string> Read()
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{typeof(BffApplication).Assembly.GetName().Name}.xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member")
                .Where(member => member.Element("summary") is not null)
                .ToDictionary(member => (string?)member.Attribute("name") ?? "", member => Plain(member.Element("summary")))
            : [];
    }

    private static string Plain(XElement? summary) =>
        string.Concat(summary?.Nodes().Select(node => node is XElement { Name.LocalName: "c" } code ? $"`{code.Value}`" : (node as XText)?.Value) ?? []).Trim();
}
