using System.Collections.Frozen;

namespace Flinks.Bff.Platform.Errors;

/// <summary>
/// What a person is told where Flinks' code says more than our own: the user name is wrong, not just "sign in again". A FlinksCode that is not
/// here, or comes with another problem, says no more than the problem's own sentence.
/// </summary>
public static class FlinksSentences
{
    private static readonly FrozenDictionary<string, Sentence> All = new Sentence[]
    {
        new("INVALID_LOGIN", ProblemCodes.ReconnectRequired,
            "Your bank connection is no longer valid. Please connect your account again.",
            "La connexion à votre banque n'est plus valide. Veuillez reconnecter votre compte."),
        new("INVALID_USERNAME", ProblemCodes.ReconnectRequired,
            "Your bank does not recognize the card number or user name. Please connect your account again and check it.",
            "Votre banque ne reconnaît pas le numéro de carte ou le nom d'utilisateur. Veuillez reconnecter votre compte en le vérifiant."),
        new("INVALID_PASSWORD", ProblemCodes.ReconnectRequired,
            "Your bank does not accept the password any more. Please connect your account again with the current one.",
            "Votre banque n'accepte plus le mot de passe. Veuillez reconnecter votre compte avec le mot de passe actuel."),
        new("INVALID_SECURITY_RESPONSE", ProblemCodes.ReconnectRequired,
            "Your bank did not accept the answer to its question. Please connect your account again.",
            "Votre banque n'a pas accepté la réponse à sa question. Veuillez reconnecter votre compte."),
        new("INVALID_SECURITY_RESPONSE_NO_RETRY", ProblemCodes.ReconnectRequired,
            "Your bank did not accept the answers and takes no more of them. Please connect your account again.",
            "Votre banque n'a pas accepté les réponses et n'en prend plus d'autres. Veuillez reconnecter votre compte."),
        new("QUESTION_NOT_FOUND", ProblemCodes.ReconnectRequired,
            "Your bank has a new question for you. Please connect your account again to answer it.",
            "Votre banque a une nouvelle question pour vous. Veuillez reconnecter votre compte pour y répondre."),
        new("DISABLED_LOGIN", ProblemCodes.BankActionRequired,
            "Your bank has locked your access. Please unlock it with your bank, then try again.",
            "Votre banque a bloqué votre accès. Veuillez le débloquer auprès de votre banque, puis réessayer."),
        new("NEW_ACCOUNT", ProblemCodes.BankActionRequired,
            "Your online access is not fully set up. Please sign in on your bank's own site once, then try again.",
            "Votre accès en ligne n'est pas entièrement configuré. Veuillez ouvrir une session sur le site de votre banque, puis réessayer."),
        new("CARD_IN_USE", ProblemCodes.UpstreamBusy,
            "Your account is being read right now. Please try again in a moment.",
            "Votre compte est en cours de lecture. Veuillez réessayer dans un instant."),
        new("CONCURRENT_SESSION", ProblemCodes.UpstreamBusy,
            "You seem to be signed in at your bank elsewhere. Please sign out there, then try again in a moment.",
            "Vous semblez avoir une session ouverte ailleurs à votre banque. Veuillez la fermer, puis réessayer dans un instant."),
        new("TOO_MANY_REQUESTS", ProblemCodes.UpstreamBusy,
            "Many people are connecting their bank right now. Please try again in a moment.",
            "Beaucoup de gens connectent leur banque en ce moment. Veuillez réessayer dans un instant."),
        new("RETRY_LATER", ProblemCodes.InstitutionUnavailable,
            "Your bank's site is not available, perhaps for maintenance. Please try again in a few minutes.",
            "Le site de votre banque n'est pas disponible, peut-être pour entretien. Veuillez réessayer dans quelques minutes."),
        new("DISABLED_INSTITUTION", ProblemCodes.InstitutionUnavailable,
            "Your bank cannot be reached through this service for now. Please try again later.",
            "Votre banque ne peut pas être jointe par ce service pour l'instant. Veuillez réessayer plus tard."),
        new("METHOD_NOT_AVAILABLE", ProblemCodes.UpstreamMisused,
            "This is not available here yet. Please contact support.",
            "Ceci n'est pas encore offert ici. Veuillez communiquer avec le soutien."),
        new("NO_TRANSACTION", ProblemCodes.UpstreamFailed,
            "Your account does not have enough transactions for this. Please connect an account that you use more.",
            "Votre compte n'a pas assez d'opérations pour ceci. Veuillez connecter un compte que vous utilisez davantage."),
    }.ToFrozenDictionary(sentence => sentence.FlinksCode, StringComparer.Ordinal);

    /// <returns>Null where the problem's own sentence says all.</returns>
    public static string? Of(string? flinksCode, string problemCode, Language language) =>
        flinksCode is not null && All.TryGetValue(flinksCode, out var sentence) && sentence.ProblemCode == problemCode
            ? language == Language.French ? sentence.French : sentence.English
            : null;

    private sealed record Sentence(string FlinksCode, string ProblemCode, string English, string French);
}
