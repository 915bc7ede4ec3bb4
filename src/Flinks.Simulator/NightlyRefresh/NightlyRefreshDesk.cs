using System.Globalization;
using System.Text.Json.Nodes;
using Flinks.Client.Wire;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.NightlyRefresh;

/// <summary>Enrolment in the nightly refresh, and which logins it passes by (flinks/api.md 11, 12.3, 12.4).</summary>
internal sealed class NightlyRefreshDesk(SimulatedFlinks flinks)
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <summary>The one reply that is a bare sentence.</summary>
    public BankingReply Set(ReceivedCall call)
    {
        lock (flinks.Gate)
        {
            if (call.ScheduledRefresh is not { } query)
            {
                return BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"));
            }

            if (flinks.FindLogin(query.LoginId) is not { } login)
            {
                return BankingReply.Of(FlinksErrors.Plain("INVALID_LOGIN", "Invalid LoginId", StatusCodes.Status400BadRequest));
            }

            login.IsScheduledRefresh = query.IsActivated;
            return BankingReply.Of(JsonValue.Create($"LoginId {query.LoginId} has now been {(query.IsActivated ? "activated" : "deactivated")} for automatic refresh"));
        }
    }

    public BankingReply Status(ReceivedCall call)
    {
        if (call.Headers.GetValueOrDefault("Authorization") != $"Bearer {flinks.Options.SecretKey}")
        {
            return BankingReply.Of(FlinksErrors.Plain("UNAUTHORIZED"));
        }

        var now = flinks.Now;
        return BankingReply.Of(new NightlyRefreshStatusReply
        {
            HttpStatusCode = StatusCodes.Status200OK,
            IneligibleCards = [.. flinks.Logins.Where(login => login.IsScheduledRefresh && IsPassedBy(login, now)).Select(CardOf)],
        });
    }

    private static bool IsPassedBy(SimulatedLogin login, DateTimeOffset now) => ErrorOf(login) is not null || AsksPerson(login) || now - login.LastRefresh >= Lately;

    private static bool AsksPerson(SimulatedLogin login) => login.Scenario.Rounds.Count > 0;

    private static string? ErrorOf(SimulatedLogin login) =>
        login.LastFailure ?? (login.Scenario.OnLive is { FlinksCode: var code } && FlinksErrors.Stays(code) ? code : null);

    private static IneligibleCard CardOf(SimulatedLogin login) => new()
    {
        LoginId = login.LoginId,
        LastRefreshDate = login.LastRefresh.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        LastRefreshState = AsksPerson(login) ? "AnsweringSecurityChallenge" : "Authorizing",
        LastRefreshErrorCode = ErrorOf(login),
    };
}
