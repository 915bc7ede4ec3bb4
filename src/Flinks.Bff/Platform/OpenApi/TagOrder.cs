using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>Puts the main job first: a page in order of the alphabet would open with the callbacks. What is not named here comes after.</summary>
public sealed class TagOrder : IDocumentFilter
{
    private static readonly string[] First = ["Connections", "Retrievals", "ConnectSessions", "Deletions", "ResumeUrls"];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var tags = swaggerDoc.Tags ?? new HashSet<OpenApiTag>();
        swaggerDoc.Tags = tags.OrderBy(tag => Array.IndexOf(First, tag.Name) is >= 0 and var place ? place : First.Length).ToHashSet();
    }
}
