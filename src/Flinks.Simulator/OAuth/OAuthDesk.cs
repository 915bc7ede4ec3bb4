using Flinks.Simulator.Banking;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.OAuth;

/// <summary>Sends a person on to their bank's own site (flinks/connect.md 9).</summary>
internal static class OAuthDesk
{
    /// <summary>The made-up bank's page, below the simulator's own address.</summary>
    public const string SignInPath = "/bank/sign-in";

    public static BankingReply Authorize(ReceivedCall call)
    {
        if (BankDirectory.Find(call.Query.GetValueOrDefault("institution_id")) is null
            || !Uri.TryCreate(call.Query.GetValueOrDefault("redirect_uri"), UriKind.Absolute, out _)
            || string.IsNullOrEmpty(call.Query.GetValueOrDefault("state")))
        {
            return BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"));
        }

        var query = QueryString.Create(call.Query.Select(member => KeyValuePair.Create(member.Key, (string?)member.Value)));
        return new BankingReply(StatusCodes.Status302Found, default) { Location = $"{call.Origin}{SignInPath}{query}" };
    }
}
