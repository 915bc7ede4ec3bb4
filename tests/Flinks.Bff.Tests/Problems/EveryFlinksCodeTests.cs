using System.Net.Http.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Problems;

/// <summary>Every code that Flinks documents, and what a person is told: a sentence in either language, and what to do next.</summary>
public sealed class EveryFlinksCodeTests
{
    /// <summary>
    /// Flinks' code with its status; the problem, the next step, and words of the two sentences. Codes of success, and those that go on
    /// (OPERATION_…, ALREADY_AUTHORIZED while answers are awaited), are no problem to anybody.
    /// </summary>
    public static TheoryData<string, int, string, string, string, string> Table => new()
    {
        { "SESSION_NONEXISTENT", 400, "upstream_failed", "connect", "could not get your information", "pas pu obtenir vos renseignements" },
        { "SESSION_EXPIRED", 400, "upstream_failed", "connect", "could not get your information", "pas pu obtenir vos renseignements" },
        { "CARD_IN_USE", 400, "upstream_busy", "wait", "being read right now", "en cours de lecture" },
        { "INVALID_REQUEST", 400, "upstream_misused", "contactSupport", "problem on our side", "problème de notre côté" },
        { "INVALID_LOGIN", 400, "reconnect_required", "connect", "no longer valid", "n'est plus valide" },
        { "INVALID_USERNAME", 401, "reconnect_required", "connect", "user name", "nom d'utilisateur" },
        { "INVALID_PASSWORD", 401, "reconnect_required", "connect", "password", "mot de passe" },
        { "INVALID_SECURITY_RESPONSE", 401, "reconnect_required", "connect", "did not accept the answer", "pas accepté la réponse" },
        { "INVALID_SECURITY_RESPONSE_NO_RETRY", 401, "reconnect_required", "connect", "takes no more", "n'en prend plus" },
        { "QUESTION_NOT_FOUND", 401, "reconnect_required", "connect", "new question", "nouvelle question" },
        { "UNKNOWN_CHALLENGE_KEY", 401, "upstream_failed", "connect", "could not get your information", "pas pu obtenir vos renseignements" },
        { "SECURITYRESPONSES_INCOMPLETE", 401, "upstream_failed", "connect", "could not get your information", "pas pu obtenir vos renseignements" },
        { "RETRY_LATER", 401, "institution_unavailable", "wait", "maintenance", "entretien" },
        { "TOO_MANY_REQUESTS", 401, "upstream_busy", "wait", "Many people", "Beaucoup de gens" },
        { "CONCURRENT_SESSION", 401, "upstream_busy", "wait", "signed in at your bank elsewhere", "session ouverte ailleurs" },
        { "UNAUTHORIZED", 401, "upstream_rejected_us", "contactSupport", "problem on our side", "problème de notre côté" },
        { "ACCESS_DENIED", 401, "upstream_rejected_us", "contactSupport", "problem on our side", "problème de notre côté" },
        { "DISABLED_LOGIN", 401, "bank_action_required", "visitBank", "locked", "bloqué" },
        { "NEW_ACCOUNT", 401, "bank_action_required", "visitBank", "not fully set up", "pas entièrement configuré" },
        { "ALREADY_AUTHORIZED", 401, "upstream_failed", "connect", "could not get your information", "pas pu obtenir vos renseignements" },
        { "DISABLED_INSTITUTION", 405, "institution_unavailable", "wait", "cannot be reached through this service", "ne peut pas être jointe par ce service" },
        { "METHOD_NOT_AVAILABLE", 500, "upstream_misused", "contactSupport", "not available here yet", "pas encore offert ici" },
        { "NO_TRANSACTION", 400, "upstream_failed", "connect", "enough transactions", "assez d'opérations" },
        { "AGGREGATION_ERROR", 500, "upstream_failed", "connect", "could not get your information", "pas pu obtenir vos renseignements" },
        { "BANK_MAINTENANCE_RETRY_LATER", 401, "institution_unavailable", "wait", "not available right now", "pas disponible en ce moment" },
    };

    /// <summary>Enrolment is asked for as often as it takes, with no cache and no second try in between.</summary>
    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_code_has_a_sentence_in_both_languages_and_a_next_step(
        string flinksCode, int status, string code, string next, string english, string french)
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Always(FlinksEndpoint.SetScheduledRefresh, FlinksRefusal.Of(status, flinksCode, session: false));

        var inEnglish = await SetAsync(bff, linked.ConnectionId, "en");
        var inFrench = await SetAsync(bff, linked.ConnectionId, "fr");

        Assert.Equal((code, next, flinksCode), (inEnglish.Code, inEnglish.NextAction, inEnglish.FlinksCode()));
        Assert.Contains(english, inEnglish.Json.GetProperty("userMessage").GetString()!, StringComparison.Ordinal);
        Assert.Contains(french, inFrench.Json.GetProperty("userMessage").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OPERATION_PENDING")]
    [InlineData("OPERATION_DISPATCHED")]
    public async Task A_code_that_says_to_wait_is_answered_with_where_to_ask_again(string flinksCode)
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetail, FlinksRefusal.Of(202, flinksCode, session: true));

        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal((202, "poll"), (pending.Status, pending.NextAction));
    }

    private static Task<BffAnswer> SetAsync(BffHost bff, Guid connectionId, string language) => bff.As("alice").SendAsync(
        HttpMethod.Put, $"/api/v1/connections/{connectionId}/nightly-refresh", JsonContent.Create(new { enabled = true }), ("Accept-Language", language));
}
