using Flinks.Bff.Connections;
using Flinks.Bff.NightlyRefresh;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Client;

namespace Flinks.Bff.Tests.NightlyRefresh;

public sealed class NightlyRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    /// <summary>What Flinks says of the login ("-": it is not on its list), days since the bank was read, our own problem, and what follows.</summary>
    public static TheoryData<string?, bool, double?, string?, bool?, NightlyReason?> Table => new()
    {
        { "-", false, 1, null, true, null },
        { "-", false, null, null, true, null },
        { "-", false, 7, null, false, NightlyReason.NotRefreshedLately },
        { "-", false, 1, "reconnect_required", false, NightlyReason.BankRefuses },
        { "-", false, 1, "bank_action_required", false, NightlyReason.BankRefuses },
        { "QUESTION_NOT_FOUND", false, 1, null, false, NightlyReason.BankAsks },
        { "INVALID_SECURITY_RESPONSE", false, 1, null, false, NightlyReason.BankAsks },
        { null, true, 1, null, false, NightlyReason.BankAsks },
        { "INVALID_PASSWORD", false, 1, null, false, NightlyReason.BankRefuses },
        { "BRAND_NEW", false, 1, null, false, NightlyReason.BankRefuses },
        { "RETRY_LATER", false, 8, null, false, NightlyReason.NotRefreshedLately },
        { "RETRY_LATER", false, 1, null, false, NightlyReason.NotReadLately },
        { "AGGREGATION_ERROR", false, 1, null, false, NightlyReason.NotReadLately },
        { "SESSION_EXPIRED", false, 1, null, false, NightlyReason.NotReadLately },
        { "DISABLED_INSTITUTION", false, 1, null, false, NightlyReason.NotReadLately },
        { "UNAUTHORIZED", false, 1, null, false, NightlyReason.NotReadLately },
        { "SESSION_NONEXISTENT", false, 1, null, false, NightlyReason.NotReadLately },
        { "BANK_MAINTENANCE_RETRY_LATER", false, 1, null, false, NightlyReason.NotReadLately },
        { null, false, 9, null, false, NightlyReason.NotRefreshedLately },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_login_is_eligible_by_the_documented_rules(string? flinksCode, bool asked, double? days, string? problem, bool? eligible, NightlyReason? reason)
    {
        var ineligible = flinksCode == "-" ? null : new IneligibleLogin(new LoginId(Guid.NewGuid()), LastRefresh: null, flinksCode, asked);

        var verdict = NightlyRule.Judge(Connection(days, problem), ineligible, isListKnown: true, Now);

        Assert.Equal((eligible, reason), (verdict.IsEligible, verdict.Reason));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(7, false)]
    public void Without_Flinks_list_only_what_speaks_against_it_is_known(double days, bool? eligible) =>
        Assert.Equal(eligible, NightlyRule.Judge(Connection(days, problem: null), ineligible: null, isListKnown: false, Now).IsEligible);

    private static Connection Connection(double? days, string? problem) => new()
    {
        Id = new ConnectionId(Guid.NewGuid()),
        UserKey = [],
        LoginHash = [],
        LoginSealed = [],
        CreatedAt = Now,
        LastRefreshedAt = days is { } ago ? Now - TimeSpan.FromDays(ago) : null,
        Problem = problem,
    };
}
