using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Retrievals;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Readings;

/// <summary>202: not yet.</summary>
/// <param name="ConnectionId">The connection that is read.</param>
/// <param name="State">What is waited for: where Flinks stands with what is asked, or the connection's open retrieval.</param>
/// <param name="NextAction">`poll`: the same call again. `resume`: the bank asks the person something first.</param>
public sealed record ReadingPending(
    ConnectionId ConnectionId, [property: OneOf("authorizing", "busy", "mfaRequired", "collecting")] RetrievalState State, NextAction NextAction);

/// <summary>202, with the pause in its headers too.</summary>
public sealed class ReadingPendingResult(ReadingPending body) : ObjectResult(body)
{
    public override void OnFormatting(ActionContext context)
    {
        base.OnFormatting(context);
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        if (body.NextAction is { Type: NextActionType.Poll } again)
        {
            response.Headers.Location = again.Url;
            response.Headers.RetryAfter = $"{again.RetryAfterSeconds}";
        }
    }
}
