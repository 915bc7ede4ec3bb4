using System.Text;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Problems;

/// <summary>For every code the shortest way to meet it at the real application; the last call of each carries the headers.</summary>
internal static class EveryProblem
{
    public static readonly IReadOnlyDictionary<string, Way> Ways = new Dictionary<string, Way>
    {
        ["validation_failed"] = new((bff, headers) => bff.As("alice").PostAsync("/api/v1/connections", new { }, headers)),
        ["unauthenticated"] = new((bff, headers) => bff.AsNobody().GetAsync("/api/v1/connections", headers)),
        ["forbidden"] = new((bff, headers) => bff.As("alice").GetAsync("/api/v1/admin/doctor", headers)),
        ["not_found"] = new((bff, headers) => bff.As("alice").GetAsync($"/api/v1/connections/{Guid.NewGuid()}", headers)),
        ["method_not_allowed"] = new((bff, headers) => bff.As("alice").SendAsync(HttpMethod.Patch, "/api/v1/connections", null, headers)),
        ["payload_too_large"] = new((bff, headers) =>
            bff.As("alice").SendAsync(HttpMethod.Post, "/api/v1/connections", new StringContent(new string(' ', 100_000), Encoding.UTF8, "application/json"), headers)),
        ["unsupported_media_type"] = new((bff, headers) =>
            bff.As("alice").SendAsync(HttpMethod.Post, "/api/v1/connections", new StringContent("loginId=1", Encoding.UTF8, "text/plain"), headers)),
        ["internal_error"] = new(async (bff, headers) =>
        {
            await BreakDatabaseAsync(bff);
            return await bff.As("alice").GetAsync("/api/v1/connections", headers);
        }),
        ["reconnect_required"] = Refused(SimulatedLogins.WrongPassword.LoginId),
        ["bank_action_required"] = Refused(SimulatedLogins.DisabledLogin.LoginId),
        ["login_not_proved"] = new(async (bff, headers) =>
        {
            await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
            return await bff.As("bob").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, headers);
        }),
        ["too_many_connections"] = new(
            async (bff, headers) =>
            {
                await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
                return await bff.As("alice").ConnectAsync(SimulatedLogins.NoTransactions.LoginId, null, headers);
            },
            ("Connections:MaxPerUser", "1")),
        ["not_waiting"] = new(async (bff, headers) =>
        {
            var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
            return await bff.As("alice").PostAsync($"/api/v1/retrievals/{ready.RetrievalId}/resume-url", null, headers);
        }),
        ["resume_window_closed"] = new(async (bff, headers) =>
        {
            var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
            await bff.PassAsync(TimeSpan.FromMinutes(9));
            return await bff.As("alice").PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resume-url", null, headers);
        }),
        ["retrieval_expired"] = new(async (bff, headers) =>
        {
            var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
            await bff.PassAsync(TimeSpan.FromMinutes(9));
            return await bff.As("alice").GetAsync($"/api/v1/retrievals/{asked.RetrievalId}", headers);
        }),
        ["superseded"] = new(async (bff, headers) =>
        {
            var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
            await bff.As("alice").DeleteAsync($"/api/v1/retrievals/{asked.RetrievalId}");
            return await bff.As("alice").GetAsync($"/api/v1/retrievals/{asked.RetrievalId}", headers);
        }),
        ["result_erased"] = new(async (bff, headers) =>
        {
            var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
            await bff.PassAsync(TimeSpan.FromMinutes(6));
            return await bff.As("alice").GetAsync($"/api/v1/retrievals/{ready.RetrievalId}", headers);
        }),
        ["idempotency_mismatch"] = new(async (bff, headers) =>
        {
            await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, ("Idempotency-Key", "one"));
            return await bff.As("alice").ConnectAsync(SimulatedLogins.NoTransactions.LoginId, null, [.. headers, ("Idempotency-Key", "one")]);
        }),
        ["rate_limited"] = new(
            async (bff, headers) =>
            {
                await bff.As("alice").GetAsync("/api/v1/connections");
                return await bff.As("alice").GetAsync("/api/v1/connections", headers);
            },
            ("RateLimits:PerUserPerMinute", "1")),
        ["refresh_too_soon"] = new(async (bff, headers) =>
        {
            await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });
            return await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" }, headers);
        }),
        ["upstream_rejected_us"] = new((bff, headers) =>
        {
            bff.Flinks.Faults.Always(FlinksEndpoint.Authorize, FlinksRefusal.Of(401, "UNAUTHORIZED", session: false));
            return bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, headers);
        }) { FlinksCode = "UNAUTHORIZED" },
        ["upstream_failed"] = Refused(SimulatedLogins.AggregationError.LoginId),
        ["upstream_misused"] = new((bff, headers) =>
        {
            bff.Flinks.Faults.Always(FlinksEndpoint.Authorize, FlinksRefusal.Of(400, "INVALID_REQUEST", session: false));
            return bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, headers);
        }) { FlinksCode = "INVALID_REQUEST" },
        ["institution_unavailable"] = Refused(SimulatedLogins.DisabledInstitution.LoginId),
        ["upstream_busy"] = Refused(SimulatedLogins.Throttled.LoginId),
        ["upstream_unavailable"] = new((bff, headers) =>
        {
            bff.Flinks.Faults.Always(FlinksEndpoint.Authorize, FlinksRefusal.Of(504, null, session: false));
            return bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, headers);
        }),
        ["interrupted"] = new(InterruptAsync) { IsShown = true },
    };

    private static Way Refused(Guid loginId) => new((bff, headers) => bff.As("alice").ConnectAsync(loginId, null, headers))
    {
        FlinksCode = SimulatedLogins.All.Single(login => login.LoginId == loginId).OnCached!.FlinksCode,
    };

    /// <summary>A live Authorize is lost with its instance; the next one asks Flinks and finds that the bank did not let us in.</summary>
    private static async Task<BffAnswer> InterruptAsync(BffHost bff, (string Name, string Value)[] headers)
    {
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var lost = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" }, ("Prefer", "wait=0"));
        await gate.Arrived;
        await bff.RestartAsync();
        await bff.PassAsync(TimeSpan.FromSeconds(61));
        return await bff.As("alice").GetAsync($"/api/v1/retrievals/{lost.RetrievalId}", headers);
    }

    private static async Task BreakDatabaseAsync(BffHost bff)
    {
        await using var db = bff.Database.Open();
        await db.Database.ExecuteSqlRawAsync(bff.Database.BreakingSql, TestContext.Current.CancellationToken);
    }

    /// <summary>How a code is met, and under which settings.</summary>
    public sealed record Way(Func<BffHost, (string Name, string Value)[], Task<BffAnswer>> Go, params (string Name, string Value)[] Settings)
    {
        public string? FlinksCode { get; init; }

        /// <summary>Only seen as the ending of a retrieval: nobody waits for a call that was lost.</summary>
        public bool IsShown { get; init; }
    }
}
