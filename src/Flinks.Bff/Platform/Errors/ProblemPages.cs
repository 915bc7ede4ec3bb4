using System.Net;
using System.Text;

namespace Flinks.Bff.Platform.Errors;

/// <summary>The short page behind every problem's <c>type</c>, in English or French.</summary>
public static class ProblemPages
{
    public static void MapProblemPages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/problems/{code}", Show).AllowAnonymous().ExcludeFromDescription();

    private static IResult Show(string code, HttpContext context)
    {
        if (ProblemTable.Find(code) is not { } kind)
        {
            return new ProblemResult(new Refusal(ProblemCodes.NotFound));
        }

        var language = Languages.Accepted(context.Request);
        context.Response.Headers.ContentLanguage = language.Tag();
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        context.Response.Headers.Vary = "Accept-Language";
        return Results.Content(Page(kind, ProblemTexts.Of(kind.Code, language), language), "text/html", Encoding.UTF8);
    }

    private static string Page(ProblemKind kind, ProblemTexts.Text text, Language language) =>
        $"""
        <!doctype html>
        <html lang="{language.Tag()}">
        <head><meta charset="utf-8"><title>{kind.Code}</title></head>
        <body>
        <h1>{WebUtility.HtmlEncode(text.Title)}</h1>
        <p><code>{kind.Code}</code>, HTTP {kind.Status}</p>
        <p>{WebUtility.HtmlEncode(text.Detail)}</p>
        <p>{WebUtility.HtmlEncode(text.UserMessage)}</p>
        </body>
        </html>
        """;
}
