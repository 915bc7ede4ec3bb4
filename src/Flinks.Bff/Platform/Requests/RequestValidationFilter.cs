using FluentValidation;
using FluentValidation.Results;
using Flinks.Bff.Platform.Errors;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Flinks.Bff.Platform.Requests;

/// <summary>Runs the registered validator of every action argument before the action.</summary>
public sealed class RequestValidationFilter : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        foreach (var argument in context.ActionArguments.Values.OfType<object>())
        {
            if (context.HttpContext.RequestServices.GetService(typeof(IValidator<>).MakeGenericType(argument.GetType())) is not IValidator validator)
            {
                continue;
            }

            var verdict = await validator.ValidateAsync(new ValidationContext<object>(argument), context.HttpContext.RequestAborted);
            if (!verdict.IsValid)
            {
                context.Result = new ProblemResult(new Refusal(ProblemCodes.ValidationFailed) { Errors = Errors(verdict) });
                return;
            }
        }

        await next();
    }

    private static Dictionary<string, string[]> Errors(ValidationResult verdict) => verdict.Errors
        .GroupBy(failure => MemberNames.CamelCase(failure.PropertyName))
        .ToDictionary(member => member.Key, member => member.Select(Complaint).Distinct().ToArray());

    /// <summary>FluentValidation's stock sentences may quote the value; ours never do.</summary>
    private static string Complaint(ValidationFailure failure) =>
        failure.AttemptedValue is string or Guid
        && failure.AttemptedValue.ToString() is { Length: > 0 } sent
        && failure.ErrorMessage.Contains(sent, StringComparison.OrdinalIgnoreCase)
            ? "Is not a valid value."
            : failure.ErrorMessage;
}
