namespace Flinks.Simulator.Pages;

/// <summary>The pages' script and style, kept in the assembly so that any host has them.</summary>
internal static class PageFiles
{
    // Nothing from elsewhere, and pictures only from the page itself; any page may frame Connect, as any may frame Flinks'.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pages/connect.js", () => File("connect.js", "text/javascript"));
        routes.MapGet("/pages/control.js", () => File("control.js", "text/javascript"));
        routes.MapGet("/pages/provider.js", () => File("provider.js", "text/javascript"));
        routes.MapGet("/pages/simulator.css", () => File("simulator.css", "text/css"));
    }

    public static IResult Page(HttpContext http, Html page, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(page.ToString(), "text/html; charset=utf-8", statusCode: status);
    }

    private static IResult File(string name, string contentType) =>
        typeof(PageFiles).Assembly.GetManifestResourceStream(name) is { } file ? Results.Stream(file, contentType) : Results.NotFound();
}
