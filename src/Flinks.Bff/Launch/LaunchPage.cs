using Flinks.Client;

namespace Flinks.Bff.Launch;

/// <summary>The page at <c>/launch</c>, which opens a signed address of Connect in an app's WebView.</summary>
public static class LaunchPage
{
    public const string Path = "/launch";

    private const string KeptForEver = "public, max-age=31536000, immutable";

    public static void MapLaunchPage(this IEndpointRouteBuilder routes)
    {
        var files = LaunchFiles.Read();
        var headers = LaunchHeaders.For(routes.ServiceProvider.GetRequiredService<ConnectUrl>().MessageOrigin);
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();

        pages.MapGet(Path, (HttpContext http) =>
        {
            headers.SetOn(http.Response);
            return Results.Bytes(files.Page, "text/html; charset=utf-8");
        });

        pages.MapGet($"{Path}/{{name}}", (string name, string? v, HttpContext http) =>
        {
            if (!files.Parts.TryGetValue(name, out var part))
            {
                return Results.NotFound();
            }

            http.Response.Headers.CacheControl = v == files.Version ? KeptForEver : "no-cache";
            return Results.Bytes(part, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8");
        });
    }
}
