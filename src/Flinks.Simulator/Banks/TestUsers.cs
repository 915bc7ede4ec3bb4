namespace Flinks.Simulator.Banks;

/// <summary>Flinks' documented users of FlinksCapital (flinks/api.md 14). They get a LoginId when they connect.</summary>
public static class TestUsers
{
    public const string Password = "Everyday";

    public static LoginScenario Greatday { get; } = new()
    {
        Name = "Greatday",
        Username = "Greatday",
        Sentence = "The bank asks three questions, one after the other: Montreal, Canada, Triangle.",
        Rounds =
        [
            new(Question("What city were you born in?", "Dans quelle ville êtes-vous né?", "Montreal", "Montréal")),
            new(Question("What is the best country on Earth?", "Quel est le meilleur pays du monde?", "Canada", "Canada")),
            new(Question("What shape do people like the most?", "Quelle forme les gens préfèrent-ils?", "Triangle", "Triangle")),
        ],
    };

    public static LoginScenario GreatdayNoMfa { get; } = new()
    {
        Name = "Greatday without questions",
        Username = "greatday_nomfa",
        Sentence = "Connects at once.",
    };

    public static LoginScenario DisabledAccount { get; } = new()
    {
        Name = "Disabled account",
        Username = "test_disabled_account",
        Sentence = "Refused with DISABLED_LOGIN.",
        OnLive = new("DISABLED_LOGIN"),
    };

    public static LoginScenario ServiceUnavailable { get; } = new()
    {
        Name = "Service unavailable",
        Username = "test_service_unavailable",
        Sentence = "Refused with RETRY_LATER.",
        OnLive = new("RETRY_LATER"),
    };

    public static LoginScenario Dispatched { get; } = new()
    {
        Name = "Dispatched",
        Username = "test_dispatched",
        Sentence = "The first Authorize answers 202 OPERATION_DISPATCHED, the next one 200; the data come by polling either way.",
        OnLive = new("OPERATION_DISPATCHED") { Times = 1, DataReadable = true },
    };

    public static LoginScenario Pending { get; } = new()
    {
        Name = "Pending",
        Username = "test_pending",
        Sentence = "The first Authorize answers 202 OPERATION_PENDING, the next one 200; the data come by polling either way.",
        OnLive = new("OPERATION_PENDING") { Times = 1, DataReadable = true },
    };

    /// <summary>Anybody the bank does not know.</summary>
    public static LoginScenario Nobody { get; } = new() { Name = "Nobody", Username = "", Sentence = "Refused with INVALID_LOGIN." };

    public static IReadOnlyList<LoginScenario> All { get; } =
        [Greatday, GreatdayNoMfa, DisabledAccount, ServiceUnavailable, Dispatched, Pending];

    private static BankQuestion Question(string english, string french, string right, string rightInFrench) =>
        new(QuestionType.QuestionAndAnswer, new(english, french)) { Right = [new(right, rightInFrench)] };
}
