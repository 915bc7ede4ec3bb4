using Microsoft.AspNetCore.Diagnostics;

namespace Flinks.Bff.Platform.Errors;

/// <summary>Gives a body to answers that the framework left without one: unknown routes, wrong methods, wrong media types.</summary>
public static class BareStatuses
{
    public static IApplicationBuilder UseProblemsForBareStatuses(this IApplicationBuilder app) => app.UseStatusCodePages(DescribeAsync);

    private static Task DescribeAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;

        return CodeOf(http.Response.StatusCode) is { } code
            ? new ProblemResult(new Refusal(code) { Status = http.Response.StatusCode }).ExecuteAsync(http)
            : Task.CompletedTask;
    }

    private static string? CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ProblemCodes.ValidationFailed,
        StatusCodes.Status401Unauthorized => ProblemCodes.Unauthenticated,
        StatusCodes.Status403Forbidden => ProblemCodes.Forbidden,
        StatusCodes.Status404NotFound => ProblemCodes.NotFound,
        StatusCodes.Status405MethodNotAllowed => ProblemCodes.MethodNotAllowed,
        StatusCodes.Status406NotAcceptable or StatusCodes.Status415UnsupportedMediaType => ProblemCodes.UnsupportedMediaType,
        StatusCodes.Status413PayloadTooLarge => ProblemCodes.PayloadTooLarge,
        StatusCodes.Status500InternalServerError => ProblemCodes.InternalError,
        _ => null,
    };
}
