using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Platform.Errors;

/// <summary>Answers a refusal, from a controller or from a mapped route.</summary>
public sealed class ProblemResult(Refusal refusal) : IActionResult, IResult
{
    public Refusal Refusal => refusal;

    public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    public Task ExecuteAsync(HttpContext httpContext) =>
        httpContext.RequestServices.GetRequiredService<ProblemWriter>().WriteAsync(httpContext, refusal);
}
