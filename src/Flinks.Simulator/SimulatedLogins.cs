using Flinks.Simulator.Accounts;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator;

/// <summary>
/// The logins that are there from the start, each with a fixed LoginId and one behaviour. Unless its sentence says otherwise, a login has
/// data, and a cached Authorize lets in. With its user name and the password of <see cref="TestUsers"/> each can also be connected.
/// </summary>
public static class SimulatedLogins
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

    public static LoginScenario MfaQuestion { get; } = new()
    {
        LoginId = Id(3),
        Name = "MFA question",
        Username = "sim_question",
        Sentence = "Live, the bank asks one question (Montreal); cached lets in.",
        Rounds = [new(Question("What city were you born in?", "Dans quelle ville êtes-vous né?", "Montreal", "Montréal"))],
    };

    public static LoginScenario MfaThreeQuestions { get; } = new()
    {
        LoginId = Id(4),
        Name = "MFA three questions",
        Username = "sim_three_questions",
        Sentence = "Live, the bank asks three questions at once (Comet, Blue, Gouda).",
        Rounds =
        [
            new(
                Question("What was your first rocket called?", "Comment s'appelait votre première fusée?", "Comet", "Comète"),
                Question("What colour is the moon door?", "De quelle couleur est la porte de la lune?", "Blue", "Bleue"),
                Question("What is your favourite invented cheese?", "Quel est votre fromage inventé préféré?", "Gouda", "Gouda")),
        ],
    };

    public static LoginScenario MfaTwoRounds { get; } = new()
    {
        LoginId = Id(5),
        Name = "MFA two rounds",
        Username = "sim_two_rounds",
        Sentence = "Live, the bank asks a question (Montreal), then another one (Canada).",
        Rounds =
        [
            new(Question("What city were you born in?", "Dans quelle ville êtes-vous né?", "Montreal", "Montréal")),
            new(Question("What is the best country on Earth?", "Quel est le meilleur pays du monde?", "Canada", "Canada")),
        ],
    };

    public static LoginScenario MfaPickQuestion { get; } = new()
    {
        LoginId = Id(6),
        Name = "MFA pick a question",
        Username = "sim_pick_question",
        Sentence = "Live, the person picks two new security questions and answers them with anything.",
        Rounds =
        [
            new(
                PickQuestion(new("Question 1", "Question 1 (fr)"), new("Invented first pet?", "Premier animal inventé?"), new("Invented first street?", "Première rue inventée?")),
                PickQuestion(new("Question 2", "Question 2 (fr)"), new("Invented city?", "Ville inventée?"), new("Invented song?", "Chanson inventée?"))),
        ],
    };

    public static LoginScenario MfaChoice { get; } = new()
    {
        LoginId = Id(7),
        Name = "MFA choice",
        Username = "sim_choice",
        Sentence = "Live, the bank asks for one of several choices (Hexagon).",
        Rounds =
        [
            new(new BankQuestion(
                QuestionType.MultipleChoice, new("Which of these shapes is on your profile?", "Laquelle de ces formes est dans votre profil?"))
            {
                Choices = [new("Triangle", "Triangle"), new("Hexagon", "Hexagone"), new("Spiral", "Spirale")],
                Right = [new("Hexagon", "Hexagone")],
            }),
        ],
    };

    public static LoginScenario MfaMultipleChoice { get; } = new()
    {
        LoginId = Id(8),
        Name = "MFA several choices",
        Username = "sim_multi",
        Sentence = "Live, the bank asks for several of several choices (Moon Savings and Nebula Card).",
        Rounds =
        [
            new(new BankQuestion(
                QuestionType.MultipleChoiceMultipleAnswers, new("Select every invented product you hold", "Choisissez tous vos produits inventés"))
            {
                Choices = [new("Moon Savings", "Épargne Lune"), new("Comet Chequing", "Chèques Comète"), new("Nebula Card", "Carte Nébuleuse")],
                Right = [new("Moon Savings", "Épargne Lune"), new("Nebula Card", "Carte Nébuleuse")],
            }),
        ],
    };

    public static LoginScenario MfaTextOrCall { get; } = new()
    {
        LoginId = Id(9),
        Name = "MFA text or call",
        Username = "sim_text_or_call",
        Sentence = "Live, the bank asks how to send a code, then for the code (123456); a wrong code ends the session.",
        Rounds =
        [
            new(new BankQuestion(QuestionType.TextOrCall, new("How should we send your code?", "Comment vous envoyer votre code?"))
            {
                Choices = [new("Text ***-***-0100", "Texto ***-***-0100"), new("Call ***-***-0100", "Appel ***-***-0100")],
            }),
            new(Question("Enter the code we just sent", "Entrez le code que nous venons d'envoyer", "123456", "123456")) { OneTry = true },
        ],
    };

    public static LoginScenario MfaImage { get; } = new()
    {
        LoginId = Id(10),
        Name = "MFA image",
        Username = "sim_image",
        Sentence = "Live, the bank asks for one of three pictures (the triangle).",
        Rounds =
        [
            new(new BankQuestion(QuestionType.ImageSelection, new("Select your security image", "Choisissez votre image de sécurité"))
            {
                Choices = [Words.Same(SecurityImages.Circle), Words.Same(SecurityImages.Triangle), Words.Same(SecurityImages.Square)],
                Right = [Words.Same(SecurityImages.Triangle)],
            }),
        ],
    };

    public static LoginScenario MfaWithoutQuestions { get; } = new()
    {
        LoginId = Id(11),
        Name = "MFA without questions",
        Username = "sim_empty_mfa",
        Sentence = "Live, answers 203 with an empty list of questions; only the Connect page gets further.",
        Rounds = [new()],
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

    public static IReadOnlyList<LoginScenario> All { get; } =
    [
        NoMfa, NoMfaPending,
        MfaQuestion, MfaThreeQuestions, MfaTwoRounds, MfaPickQuestion, MfaChoice, MfaMultipleChoice, MfaTextOrCall, MfaImage, MfaWithoutQuestions,
        WrongPassword, StaleButReadable, DisabledLogin, NewAccount, BankDown, DisabledInstitution, CardInUse, ConcurrentSession, Throttled,
        AggregationError, DispatchedOnce, NeverReady, SessionExpiresOnce,
        NoTransactions, NotSaved, Big, Huge,
    ];

    private static Guid Id(int number) => Guid.Parse($"51510000-0000-4000-8000-{number:D12}");

    private static BankQuestion Question(string english, string french, string right, string rightInFrench) =>
        new(QuestionType.QuestionAndAnswer, new(english, french)) { Right = [new(right, rightInFrench)] };

    private static BankQuestion PickQuestion(Words prompt, params IReadOnlyList<Words> questions) =>
        new(QuestionType.QuestionAndAnswer, prompt) { Choices = questions };
}
