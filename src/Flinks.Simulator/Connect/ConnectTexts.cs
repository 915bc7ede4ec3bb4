using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Connect;

/// <summary>The words of the Connect page.</summary>
internal static class ConnectTexts
{
    public static readonly Words Title = new("Connect your bank", "Connectez votre banque");
    public static readonly Words Banner = new("Simulator: invented data", "Simulateur : données inventées");
    public static readonly Words NeedsScript = new("This page needs JavaScript.", "Cette page a besoin de JavaScript.");
    public static readonly Words Wait = new("One moment…", "Un instant…");
    public static readonly Words Drawer = new("For developers", "Pour les développeurs");
    public static readonly Words Ignored = new("Parameters that Connect does not know:", "Paramètres que Connect ne connaît pas :");
    public static readonly Words UnknownParameters = new(
        "The address has parameters that Connect does not know.",
        "L'adresse a des paramètres que Connect ne connaît pas.");
    public static readonly Words Unreachable = new("The simulator does not answer. Try again.", "Le simulateur ne répond pas. Réessayez.");

    public static readonly Words ConsentTitle = new("Share your bank data", "Partagez vos données bancaires");
    public static readonly Words ConsentText = new(
        "With your agreement, your accounts and transactions are read at your bank and shared with:",
        "Avec votre accord, vos comptes et vos transactions sont lus à votre banque et partagés avec :");
    public static readonly Words ThisCompany = new("the company that sent you here", "l'entreprise qui vous a envoyé ici");
    public static readonly Words Agree = new("Agree", "Accepter");
    public static readonly Words Refuse = new("Refuse", "Refuser");
    public static readonly Words Refused = new("You did not agree. Nothing was shared.", "Vous n'avez pas accepté. Rien n'a été partagé.");

    public static readonly Words IAccept = new("I accept", "J'accepte");
    public static readonly Words TheTerms = new("the terms of use", "les conditions d'utilisation");

    public static readonly Words ChooseBank = new("Choose your bank", "Choisissez votre banque");
    public static readonly Words Search = new("Search", "Rechercher");
    public static readonly Words Found = new("Banks found:", "Banques trouvées :");
    public static readonly Words AnotherBank = new("Another bank", "Une autre banque");
    public static readonly Words SignIn = new("Sign in", "Connexion");
    public static readonly Words Username = new("User name", "Nom d'utilisateur");
    public static readonly Words Password = new("Password", "Mot de passe");
    public static readonly Words SignInHint = new(
        "Use a test user such as greatday_nomfa with the password Everyday.",
        "Utilisez un usager d'essai comme greatday_nomfa avec le mot de passe Everyday.");

    public static readonly Words ForgotPassword = new("Forgot your password?", "Mot de passe oublié?");

    public static readonly Words SignInElsewhere = new("Sign in at your bank", "Connectez-vous à votre banque");
    public static readonly Words SignInElsewhereText = new(
        "You sign in at the bank's own page. It opens in a new window.",
        "La connexion se fait sur la page de la banque. Elle s'ouvre dans une nouvelle fenêtre.");
    public static readonly Words OpenBank = new("Open the bank's page", "Ouvrir la page de la banque");
    public static readonly Words WindowBlocked = new(
        "Your browser blocked the bank's window. Open it here.",
        "Votre navigateur a bloqué la fenêtre de la banque. Ouvrez-la ici.");
    public static readonly Words WaitsForBank = new("Waiting for your bank", "En attente de votre banque");
    public static readonly Words WaitsForBankText = new(
        "Sign in at your bank, then come back here.",
        "Connectez-vous à votre banque, puis revenez ici.");
    public static readonly Words IAmBack = new("I am back", "Je suis de retour");
    public static readonly Words BankHasNotAnswered = new("The bank has not answered yet.", "La banque n'a pas encore répondu.");
    public static readonly Words RefusedAtBank = new(
        "You refused at your bank. Nothing was shared.",
        "Vous avez refusé à votre banque. Rien n'a été partagé.");
    public static readonly Words ProviderTitle = new("Invented bank", "Banque inventée");
    public static readonly Words ProviderText = new(
        "May your accounts and transactions be shared?",
        "Vos comptes et vos transactions peuvent-ils être partagés?");
    public static readonly Words Allow = new("Allow", "Autoriser");
    public static readonly Words WindowDone = new("You can close this window.", "Vous pouvez fermer cette fenêtre.");

    public static readonly Words ChooseAccount = new("Choose an account", "Choisissez un compte");
    public static readonly Words ChooseAccounts = new("Choose your accounts", "Choisissez vos comptes");
    public static readonly Words Accounts = new("Accounts", "Comptes");
    public static readonly Words ChooseAnAccount = new("Choose an account first.", "Choisissez d'abord un compte.");
    public static readonly Words NoAccount = new("None of your accounts can be chosen here.", "Aucun de vos comptes ne peut être choisi ici.");

    public static readonly Words BankAsks = new("Your bank asks", "Votre banque demande");
    public static readonly Words NothingAsked = new("Your bank wants to know that you are there.", "Votre banque veut savoir si vous êtes là.");
    public static readonly Words WhyAsked = new("Why does it ask?", "Pourquoi cette question?");
    public static readonly Words WhyAskedText = new(
        "Banks ask to make sure that it is you.",
        "Les banques posent des questions pour s'assurer que c'est bien vous.");
    public static readonly Words NoCode = new("No code has come?", "Aucun code reçu?");
    public static readonly Words NoCodeText = new(
        "None is sent here: what the simulated bank accepts stands under each question.",
        "Aucun n'est envoyé ici : ce que la banque simulée accepte se trouve sous chaque question.");
    public static readonly Words NewQuestion = new("Question", "Question");
    public static readonly Words Answer = new("Answer", "Réponse");
    public static readonly Words Picture = new("Picture", "Image");
    public static readonly Words Accepted = new("The simulated bank accepts:", "La banque simulée accepte :");
    public static readonly Words Anything = new("any answer", "toute réponse");
    public static readonly Words Continue = new("Continue", "Continuer");

    public static readonly Words Problem = new("That did not work", "Cela n'a pas fonctionné");
    public static readonly Words TryAgain = new("Try again", "Réessayer");
    public static readonly Words Close = new("Close", "Fermer");
    public static readonly Words LinkInvalid = new(
        "This link was used before or is too old. Ask for a new one.",
        "Ce lien a déjà servi ou est trop vieux. Demandez-en un autre.");
    public static readonly Words TooLate = new("You waited too long. Start over.", "Vous avez attendu trop longtemps. Recommencez.");
    public static readonly Words TooManyTries = new("There are no tries left.", "Il ne reste plus d'essais.");

    public static readonly Words Success = new("Your bank is connected", "Votre banque est connectée");
    public static readonly Words SuccessText = new("You can close this page.", "Vous pouvez fermer cette page.");

    private static readonly Dictionary<string, Words> Problems = new()
    {
        ["INVALID_LOGIN"] = new("The user name or the password is wrong.", "Le nom d'utilisateur ou le mot de passe est erroné."),
        ["INVALID_USERNAME"] = new("The user name is wrong.", "Le nom d'utilisateur est erroné."),
        ["INVALID_PASSWORD"] = new("The password is wrong.", "Le mot de passe est erroné."),
        ["INVALID_SECURITY_RESPONSE"] = new("The bank did not accept the answer.", "La banque n'a pas accepté la réponse."),
        ["INVALID_SECURITY_RESPONSE_NO_RETRY"] = new("The bank did not accept the answer. Start over.", "La banque n'a pas accepté la réponse. Recommencez."),
        ["SESSION_NONEXISTENT"] = TooLate,
        ["SESSION_EXPIRED"] = TooLate,
        ["DISABLED_LOGIN"] = new("Your account is locked. Unlock it at your bank first.", "Votre compte est bloqué. Débloquez-le d'abord à votre banque."),
        ["NEW_ACCOUNT"] = new("Sign in at your bank first.", "Connectez-vous d'abord à votre banque."),
        ["RETRY_LATER"] = new("Your bank does not answer. Try again later.", "Votre banque ne répond pas. Réessayez plus tard."),
        ["UNAUTHORIZED"] = new("Your bank wants you to do something there first.", "Votre banque vous demande d'abord une action chez elle."),
        ["AGGREGATION_ERROR"] = new("Your bank's data could not be read. Try again.", "Les données de votre banque n'ont pas pu être lues. Réessayez."),
        ["DISABLED_INSTITUTION"] = new("This bank is not available at the moment.", "Cette banque n'est pas disponible pour le moment."),
    };

    private static readonly Words OtherProblem = new("Something went wrong. Try again later.", "Un problème est survenu. Réessayez plus tard.");

    public static Words ProblemOf(string? flinksCode) => Problems.GetValueOrDefault(flinksCode ?? "", OtherProblem);
}
