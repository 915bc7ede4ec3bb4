using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>Takes the line breaks of our source out of descriptions: a paragraph is one line.</summary>
public sealed partial class Prose : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.Description is { } text)
        {
            operation.Description = string.Join("\n\n", ParagraphEnd().Split(text).Select(paragraph => LineEnd().Replace(paragraph.Trim(), " ")));
        }
    }

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex ParagraphEnd();

    [GeneratedRegex(@"[ \t]*\n[ \t]*")]
    private static partial Regex LineEnd();
}
