using Flinks.Simulator.Accounts;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator;

/// <summary>The logins whose bank asks something when it is read live; a cached Authorize lets in.</summary>
public static partial class SimulatedLogins
{
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

    public static LoginScenario FiveAccounts { get; } = new()
    {
        LoginId = Id(61),
        Name = "Five accounts",
        Username = "sim_five_accounts",
        Sentence = "Live, the bank asks one question (Montreal); five accounts of all kinds, three of them operations accounts, one of those in US dollars.",
        Rounds = [new(Question("What city were you born in?", "Dans quelle ville êtes-vous né?", "Montreal", "Montréal"))],
        PollsBeforeReady = 0,
        Accounts = AccountsProfile.Mixed,
    };

    private static BankQuestion Question(string english, string french, string right, string rightInFrench) =>
        new(QuestionType.QuestionAndAnswer, new(english, french)) { Right = [new(right, rightInFrench)] };

    private static BankQuestion PickQuestion(Words prompt, params IReadOnlyList<Words> questions) =>
        new(QuestionType.QuestionAndAnswer, prompt) { Choices = questions };
}
