using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>The chapters of the page, the main job first: in order of the alphabet it would open with the callbacks. What is not named here comes after.</summary>
public sealed class Chapters : IDocumentFilter
{
    public const string Connections = "Connections";
    public const string Retrievals = "Retrievals";
    public const string ConnectSessions = "Connect sessions";
    public const string ResumeUrls = "Resume URLs";
    public const string Deletions = "Deletions";
    public const string Institutions = "Institutions";
    public const string Callbacks = "Callbacks";
    public const string Webhooks = "Webhooks";
    public const string Operators = "Operators";

    private static readonly (string Name, string Description)[] All =
    [
        (Connections, "The main job: link a bank login to the signed-in user, get its accounts and transactions, get them again, unlink it."),
        (Retrievals, "One attempt to get a connection's data: where it stands, the bank's questions, its result. Once started it goes on without the caller."),
        (ConnectSessions, "Runs of the Flinks Connect widget, in which a person signs in at their bank."),
        (ResumeUrls, "Whether an address that is to be opened in a frame or WebView is one that this service gave out."),
        (Deletions, "Receipts of connections that were deleted."),
        (Institutions, "The banks that people can connect."),
        (Callbacks, "Where Flinks or the bank sends the person's browser back. Not called by frontends."),
        (Webhooks, "Where Flinks sends data that it collected in the background. Not called by frontends."),
        (Operators, "For those who run the service: what is wrong, how much there is to do, who did what. Needs a token with `role` = `admin`."),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var used = (swaggerDoc.Tags ?? new HashSet<OpenApiTag>()).ToDictionary(tag => tag.Name ?? "");
        swaggerDoc.Tags = All.Where(chapter => used.ContainsKey(chapter.Name))
            .Select(chapter => new OpenApiTag { Name = chapter.Name, Description = chapter.Description })
            .Concat(used.Values.ExceptBy(All.Select(chapter => chapter.Name), tag => tag.Name))
            .ToHashSet();
    }
}
