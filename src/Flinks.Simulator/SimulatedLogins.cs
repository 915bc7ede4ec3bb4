using Flinks.Simulator.Accounts;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator;

/// <summary>
/// The logins that are there from the start, each with a fixed LoginId and one behaviour. Unless its sentence says otherwise, a login has
/// data, and a cached Authorize lets in. With its user name and the password of <see cref="TestUsers"/> each can also be connected.
/// </summary>
public static partial class SimulatedLogins
{
    public static LoginScenario NoMfa { get; } = new()
    {
        LoginId = Id(1),
        Name = "No MFA",
        Username = "sim_no_mfa",
        Sentence = "Lets in at once, live or cached; the data are there at the first call.",
        PollsBeforeReady = 0,
    };

    public static LoginScenario NoMfaPending { get; } = new()
    {
        LoginId = Id(2),
        Name = "No MFA, pending data",
        Username = "sim_pending_data",
        Sentence = "Lets in at once; the data come after the usual number of 202s.",
    };

    public static LoginScenario WrongPassword { get; } = new()
    {
        LoginId = Id(20),
        Name = "Wrong password",
        Username = "sim_wrong_password",
        Sentence = "Refused with INVALID_PASSWORD, live and cached; no data to read.",
        OnLive = new("INVALID_PASSWORD"),
        OnCached = new("INVALID_PASSWORD"),
    };

    public static LoginScenario WrongPasswordOnce { get; } = new()
    {
        LoginId = Id(60),
        Name = "Wrong password once",
        Username = "sim_wrong_password_once",
        Sentence = "The first live attempt is refused with INVALID_PASSWORD, the next one lets in.",
        OnLive = new("INVALID_PASSWORD") { Times = 1 },
        PollsBeforeReady = 0,
    };

    public static LoginScenario StaleButReadable { get; } = new()
    {
        LoginId = Id(21),
        Name = "Stale but readable",
        Username = "sim_nocache_401",
        Sentence = "Refused with QUESTION_NOT_FOUND, live and cached; the cached refusal's RequestId still opens the last good data.",
        OnLive = new("QUESTION_NOT_FOUND"),
        OnCached = new("QUESTION_NOT_FOUND") { DataReadable = true },
        PollsBeforeReady = 0,
    };

    public static LoginScenario DisabledLogin { get; } = new()
    {
        LoginId = Id(22),
        Name = "Disabled login",
        Username = "sim_disabled_login",
        Sentence = "Refused with DISABLED_LOGIN, live and cached: locked at the bank; no data to read.",
        OnLive = new("DISABLED_LOGIN"),
        OnCached = new("DISABLED_LOGIN"),
    };

    public static LoginScenario NewAccount { get; } = new()
    {
        LoginId = Id(23),
        Name = "New account",
        Username = "sim_new_account",
        Sentence = "Refused with NEW_ACCOUNT, live and cached: never set up at the bank; no data to read.",
        OnLive = new("NEW_ACCOUNT"),
        OnCached = new("NEW_ACCOUNT"),
    };

    public static LoginScenario BankDown { get; } = new()
    {
        LoginId = Id(24),
        Name = "Bank down",
        Username = "sim_bank_down",
        Sentence = "Refused with RETRY_LATER and Retry-After 120, live and cached; no data to read.",
        OnLive = new("RETRY_LATER") { RetryAfter = TimeSpan.FromMinutes(2) },
        OnCached = new("RETRY_LATER") { RetryAfter = TimeSpan.FromMinutes(2) },
    };

    public static LoginScenario DisabledInstitution { get; } = new()
    {
        LoginId = Id(25),
        Name = "Disabled institution",
        Username = "sim_disabled_institution",
        Sentence = "Refused with 405 DISABLED_INSTITUTION, live and cached; no data to read.",
        OnLive = new("DISABLED_INSTITUTION"),
        OnCached = new("DISABLED_INSTITUTION"),
    };

    public static LoginScenario CardInUse { get; } = new()
    {
        LoginId = Id(26),
        Name = "Card in use",
        Username = "sim_card_in_use",
        Sentence = "CARD_IN_USE for 20 seconds from the first call, also when deleted; then lets in, live and cached.",
        OnLive = new("CARD_IN_USE") { For = TimeSpan.FromSeconds(20) },
        OnCached = new("CARD_IN_USE") { For = TimeSpan.FromSeconds(20) },
    };

    public static LoginScenario ConcurrentSession { get; } = new()
    {
        LoginId = Id(27),
        Name = "Concurrent session",
        Username = "sim_concurrent_session",
        Sentence = "Refused with CONCURRENT_SESSION, live and cached, for good.",
        OnLive = new("CONCURRENT_SESSION"),
        OnCached = new("CONCURRENT_SESSION"),
    };

    public static LoginScenario Throttled { get; } = new()
    {
        LoginId = Id(28),
        Name = "Throttled",
        Username = "sim_throttled",
        Sentence = "Refused with TOO_MANY_REQUESTS and Retry-After 30, live and cached.",
        OnLive = new("TOO_MANY_REQUESTS") { RetryAfter = TimeSpan.FromSeconds(30) },
        OnCached = new("TOO_MANY_REQUESTS") { RetryAfter = TimeSpan.FromSeconds(30) },
    };

    public static LoginScenario AggregationError { get; } = new()
    {
        LoginId = Id(29),
        Name = "Aggregation error",
        Username = "sim_500",
        Sentence = "Refused with 500 AGGREGATION_ERROR, live and cached; no data to read.",
        OnLive = new("AGGREGATION_ERROR"),
        OnCached = new("AGGREGATION_ERROR"),
    };

    public static LoginScenario DispatchedOnce { get; } = new()
    {
        LoginId = Id(30),
        Name = "Dispatched once",
        Username = "sim_dispatched",
        Sentence = "The first Authorize, live or cached, answers 202 OPERATION_DISPATCHED; the next one lets in.",
        OnLive = new("OPERATION_DISPATCHED") { Times = 1, DataReadable = true },
        OnCached = new("OPERATION_DISPATCHED") { Times = 1, DataReadable = true },
    };

    public static LoginScenario NeverReady { get; } = new()
    {
        LoginId = Id(31),
        Name = "Never ready",
        Username = "sim_never_ready",
        Sentence = "Lets in; data calls answer 202 until the session ends after 30 minutes.",
        PollsBeforeReady = int.MaxValue,
    };

    public static LoginScenario SessionExpiresOnce { get; } = new()
    {
        LoginId = Id(32),
        Name = "Session expires once",
        Username = "sim_session_expires",
        Sentence = "Lets in; the first session's data call answers SESSION_EXPIRED, the next session is fine.",
        SessionsThatExpire = 1,
        PollsBeforeReady = 0,
    };

    public static LoginScenario NoTransactions { get; } = new()
    {
        LoginId = Id(40),
        Name = "No transactions",
        Username = "sim_zero_tx",
        Sentence = "Lets in at once; its accounts have no transactions.",
        PollsBeforeReady = 0,
        Accounts = AccountsProfile.NoTransactions,
    };

    public static LoginScenario NotSaved { get; } = new()
    {
        LoginId = Id(41),
        Name = "Not saved",
        Username = "sim_not_saved",
        Sentence = "Lets in at once; no reply carries the Login object.",
        PollsBeforeReady = 0,
        IsSaved = false,
    };

    public static LoginScenario Odd { get; } = new()
    {
        LoginId = Id(65),
        Name = "Odd",
        Username = "sim_odd",
        Sentence = "Lets in at once; two accounts that leave out or bend whatever Flinks has been seen to, read last in the year 1.",
        PollsBeforeReady = 0,
        IsUnread = true,
        Accounts = AccountsProfile.Odd,
    };

    public static LoginScenario Big { get; } = new()
    {
        LoginId = Id(42),
        Name = "Big",
        Username = "sim_big",
        Sentence = "Lets in at once; nine accounts, about 170 KB for a year (Days365).",
        PollsBeforeReady = 0,
        Accounts = AccountsProfile.Big,
    };

    public static LoginScenario Huge { get; } = new()
    {
        LoginId = Id(43),
        Name = "Huge",
        Username = "sim_huge",
        Sentence = "Lets in at once; about 20 MB, all of it within 90 days.",
        PollsBeforeReady = 0,
        Accounts = AccountsProfile.Huge,
    };

    public static IReadOnlyList<LoginScenario> All =>
    [
        NoMfa, NoMfaPending,
        MfaQuestion, MfaThreeQuestions, MfaTwoRounds, MfaPickQuestion, MfaChoice, MfaMultipleChoice, MfaTextOrCall, MfaImage, MfaWithoutQuestions,
        WrongPassword, WrongPasswordOnce, StaleButReadable, DisabledLogin, NewAccount, BankDown, DisabledInstitution, CardInUse, ConcurrentSession, Throttled,
        AggregationError, DispatchedOnce, NeverReady, SessionExpiresOnce,
        NoTransactions, NotSaved, Big, Huge, Odd, FiveAccounts, Student, Family, Freelancer,
    ];

    private static Guid Id(int number) => Guid.Parse($"51510000-0000-4000-8000-{number:D12}");
}
