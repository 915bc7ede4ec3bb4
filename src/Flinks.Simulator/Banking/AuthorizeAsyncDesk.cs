using Flinks.Client.Wire;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Banking;

/// <summary>Authorize for those who would rather ask again than wait (flinks/api.md 5.6): its answer is told to the next call that names the session alone.</summary>
internal sealed class AuthorizeAsyncDesk(SimulatedFlinks flinks, AuthorizeDesk authorize)
{
    public AuthorizeAnswer Ask(AuthorizeQuery query, string? token)
    {
        lock (flinks.Gate)
        {
            if (query is { RequestId: { } polled, SecurityResponses: null } && flinks.FindSession(polled)?.ToldLater is { } told)
            {
                return told;
            }

            var answer = authorize.Authorize(query, token);
            if (answer.Reply.RequestId is not { } requestId || flinks.FindSession(requestId) is not { } session)
            {
                return answer;
            }

            session.ToldLater = answer;
            return new(Pending(session));
        }
    }

    private static AuthorizeReply Pending(Session session) => new()
    {
        FlinksCode = "OPERATION_PENDING",
        Links = [new() { Rel = nameof(FlinksEndpoint.AuthorizeAsync), Href = $"/{nameof(FlinksEndpoint.AuthorizeAsync)}" }],
        HttpStatusCode = StatusCodes.Status202Accepted,
        Message = FlinksErrors.MessageOf("OPERATION_PENDING"),
        RequestId = session.RequestId,
    };
}
