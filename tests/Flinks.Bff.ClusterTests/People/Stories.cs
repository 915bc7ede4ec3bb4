using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Simulator.Banks;

namespace Flinks.Bff.ClusterTests.People;

/// <summary>Makes up stories: the same seed and number always give the same one.</summary>
internal static class Stories
{
    public const string Prompt = "What do you say?";

    private const string SecondPrompt = "And then?";

    public static Story Of(int seed, int number)
    {
        var chance = new Random(HashCode(seed, number));
        var (name, isLive, scenario, answering) = Kind(chance.Next(10), chance);
        return new Story
        {
            Name = name,
            IsLive = isLive,
            Login = scenario with { LoginId = Guid.NewGuid() },
            Answering = answering,
            Pace = new Pace(Some(chance, 1500), Some(chance, 1500), chance.NextDouble(), GoesOn: chance.Next(2) == 0),
            Waits = chance.Next(3) == 0,
            Leaves = chance.Next(3) == 0,
            HangsUpAfter = chance.Next(8) == 0 ? Some(chance, 1000) : null,
            UsesKey = chance.Next(2) == 0,
        };
    }

    private static (string Name, bool IsLive, LoginScenario Scenario, Answering Answering) Kind(int kind, Random chance) => kind switch
    {
        0 => ("cached", false, Login(0), Answering.Never),
        1 or 2 => ("cached, slow", false, Login(chance.Next(2, 8)), Answering.Never),
        3 or 4 => ("live", true, Login(chance.Next(0, 5)), Answering.Never),
        5 => ("live, answered in the app", true, Login(chance.Next(3)) with { Rounds = [Round(Prompt)] }, Answering.InApp),
        6 => ("live, two questions in the app", true, Login(chance.Next(3)) with { Rounds = [Round(Prompt), Round(SecondPrompt)] }, Answering.InApp),
        7 => ("live, answered in the widget", true, Login(chance.Next(3)) with { Rounds = [Round(Prompt)] }, Answering.InWidget),
        8 when chance.Next(3) == 0 => ("live, never answered", true, Login(0) with { Rounds = [Round(Prompt)] }, Answering.Never),
        8 => ("cached, busy", false, Login(chance.Next(3)) with { OnCached = new Refusal("CARD_IN_USE") { Times = chance.Next(1, 3) } }, Answering.Never),
        _ => ("live, busy", true, Login(chance.Next(3)) with { OnLive = new Refusal("CARD_IN_USE") { Times = chance.Next(1, 3) } }, Answering.Never),
    };

    private static TimeSpan Some(Random chance, int most) => TimeSpan.FromMilliseconds(chance.Next(most));

    private static LoginScenario Login(int pollsBeforeReady) => new()
    {
        Name = "Made up",
        Sentence = "Made up for one person.",
        Username = "made_up",
        PollsBeforeReady = pollsBeforeReady,
    };

    /// <summary>Any text will do, so that each answer can be told from every other.</summary>
    private static BankRound Round(string prompt) => new(new BankQuestion(QuestionType.QuestionAndAnswer, new Words(prompt, prompt)));

    private static int HashCode(int seed, int number) => unchecked((seed * 1_000_003) ^ (number * 7919));
}
