using Flinks.Bff.Platform.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Flinks.Bff.Platform.Requests;

/// <summary>Answers requests that could not be bound to an action's parameters.</summary>
public static class InvalidRequests
{
    public static IActionResult Answer(ActionContext context)
    {
        var refused = context.ModelState.Where(entry => entry.Value is { Errors.Count: > 0 }).ToList();

        // What cannot be an id names nothing.
        return refused.Exists(entry => IsInPath(context, entry.Key))
            ? new ProblemResult(new Refusal(ProblemCodes.NotFound))
            : new ProblemResult(new Refusal(ProblemCodes.ValidationFailed) { Errors = Errors(refused) });
    }

    private static bool IsInPath(ActionContext context, string member) =>
        context.ActionDescriptor.Parameters.Any(parameter =>
            parameter.BindingInfo?.BindingSource == BindingSource.Path
            && string.Equals(parameter.BindingInfo.BinderModelName ?? parameter.Name, member, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, string[]> Errors(List<KeyValuePair<string, ModelStateEntry?>> refused) => refused
        .GroupBy(entry => MemberNames.CamelCase(entry.Key))
        .ToDictionary(member => member.Key, member => member.SelectMany(entry => Complaints(entry.Value)).Distinct().ToArray());

    private static IEnumerable<string> Complaints(ModelStateEntry? entry) =>
        entry is null ? [] : entry.Errors.Select(error => error.ErrorMessage);
}
