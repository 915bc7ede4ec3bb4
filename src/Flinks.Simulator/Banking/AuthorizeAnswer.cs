using Flinks.Client.Wire;

namespace Flinks.Simulator.Banking;

/// <summary>What Authorize answers, and when it says to come back.</summary>
internal sealed record AuthorizeAnswer(AuthorizeReply Reply, TimeSpan? RetryAfter = null)
{
    public int Status => Reply.HttpStatusCode ?? StatusCodes.Status500InternalServerError;
}
