using System.Text.Json.Nodes;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.KeptAnswers;

/// <summary>The answers that Flinks keeps, so that it need not ask the person for them again (flinks/api.md 12.2). Neither reply says its status.</summary>
internal sealed class KeptAnswersDesk(SimulatedFlinks flinks)
{
    public BankingReply List(ReceivedCall call)
    {
        lock (flinks.Gate)
        {
            return flinks.FindLogin(call.LoginId ?? Guid.Empty) is { } login
                ? BankingReply.Of(new JsonObject
                {
                    ["Message"] = "SUCCESS",
                    ["Questions"] = new JsonArray([.. login.UnansweredQuestions().Select(prompt => new JsonObject { ["Question"] = prompt })]),
                })
                : Unknown();
        }
    }

    public BankingReply Keep(ReceivedCall call)
    {
        if (call.KeptAnswers is not { Questions: { Count: > 0 } answers })
        {
            return BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"));
        }

        lock (flinks.Gate)
        {
            if (flinks.FindLogin(call.LoginId ?? Guid.Empty) is not { } login)
            {
                return Unknown();
            }

            foreach (var (question, answer) in answers)
            {
                login.KeepAnswer(question, answer);
            }

            return BankingReply.Of(new JsonObject { ["Message"] = "Answers updated" });
        }
    }

    private static BankingReply Unknown() => BankingReply.Of(FlinksErrors.Plain("INVALID_LOGIN", "Invalid LoginId", StatusCodes.Status400BadRequest));
}
