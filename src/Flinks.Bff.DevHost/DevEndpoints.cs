namespace Flinks.Bff.DevHost;

/// <summary>What development needs beside the product: users, tokens, a signed-in Swagger UI, a place to come back to.</summary>
public static class DevEndpoints
{
    public const string SwaggerSignInPath = "/dev/swagger-sign-in.js";
    public const string SwaggerIdsPath = "/dev/swagger-ids.js";
    public const string ReturnPath = "/dev/return";

    public static void MapDevEndpoints(this WebApplication app)
    {
        app.MapGet("/", () => Results.Redirect("/swagger")).AllowAnonymous().ExcludeFromDescription();
        var dev = app.MapGroup("/dev").AllowAnonymous().ExcludeFromDescription();
        dev.MapGet("/users", () => DevTokens.Users);
        dev.MapPost("/tokens", Issue);

        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet(ReturnPath, () => Page("return.html", "text/html; charset=utf-8"));
        pages.MapGet("/dev/return.js", () => Page("return.js", "text/javascript"));
        pages.MapGet("/dev/dev.css", () => Page("dev.css", "text/css"));
        pages.MapGet(SwaggerIdsPath, () => Page("swagger-ids.js", "text/javascript"));
        pages.MapGet(SwaggerSignInPath, () => Page("swagger-sign-in.js", "text/javascript"));
    }

    private static IResult Issue(DevTokenRequest? request, DevTokens tokens) =>
        DevTokens.Users.FirstOrDefault(user => user.Name == (request?.User ?? DevTokens.Users[0].Name)) is { } user
            ? Results.Ok(tokens.Issue(user))
            : Results.BadRequest(new { error = $"user is one of {string.Join(", ", DevTokens.Users.Select(known => known.Name))}" });

    /// <summary>Pages are kept in the assembly, so that they are there wherever the host is started.</summary>
    private static IResult Page(string name, string contentType) =>
        typeof(DevEndpoints).Assembly.GetManifestResourceStream(name) is { } page ? Results.Stream(page, contentType) : Results.NotFound();
}
