using System.Globalization;
using Flinks.Client.Wire;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Banking;

/// <summary>What Flinks says about a session, in its shapes (flinks/api.md 5.2, 5.3, 5.5, 7.4).</summary>
internal static class SessionReplies
{
    private static readonly IReadOnlyList<ReplyLink> AuthorizationLink = [new() { Rel = "Authorization", Href = "/Authorize" }];

    private static readonly IReadOnlyList<ReplyLink> DataLinks =
    [
        new() { Rel = "AccountsDetail", Href = "/GetAccountsDetail" },
        new() { Rel = "AccountsSummary", Href = "/GetAccountsSummary" },
        new() { Rel = "Statements", Href = "/GetStatements" },
    ];

    public static IReadOnlyList<ReplyLink> SummaryLinks { get; } = [DataLinks[0], DataLinks[2]];

    public static AuthorizeReply Authorized(Session session) => new()
    {
        HttpStatusCode = StatusCodes.Status200OK,
        Links = DataLinks,
        InstitutionName = session.Login.Bank.Name,
        Login = LoginOf(session),
        InstitutionId = session.Login.Bank.Id,
        Institution = session.Login.Bank.Name,
        RequestId = session.RequestId,
        Tag = session.Tag,
    };

    public static AuthorizeReply Asks(Session session) => new()
    {
        HttpStatusCode = StatusCodes.Status203NonAuthoritative,
        Links = AuthorizationLink,
        SecurityChallenges = Challenges(session),
        InstitutionName = session.Login.Bank.Name,
        InstitutionId = session.Login.Bank.Id,
        Institution = session.Login.Bank.Name,
        RequestId = session.RequestId,
        Tag = session.Tag,
    };

    /// <summary>The bank refused; with the open questions when it lets the person try again.</summary>
    public static AuthorizeReply Refuses(Session session, string flinksCode, bool asksAgain = false, bool withLogin = false) => new()
    {
        HttpStatusCode = FlinksErrors.StatusOf(flinksCode),
        Links = AuthorizationLink,
        FlinksCode = flinksCode,
        Message = FlinksErrors.MessageOf(flinksCode),
        SecurityChallenges = asksAgain ? Challenges(session) : null,
        InstitutionName = session.Login.Bank.Name,
        Login = withLogin ? LoginOf(session) : null,
        InstitutionId = session.Login.Bank.Id,
        Institution = session.Login.Bank.Name,
        RequestId = session.RequestId,
        Tag = session.Tag,
    };

    /// <summary>A 202. At Flinks its link holds placeholders that nobody filled in.</summary>
    public static AuthorizeReply Pending(Session session, string? endpointToName) => new()
    {
        FlinksCode = session.PendingCode,
        Links = [AsyncLink(endpointToName, session.RequestId)],
        HttpStatusCode = StatusCodes.Status202Accepted,
        Message = FlinksErrors.MessageOf(session.PendingCode),
        RequestId = session.RequestId,
    };

    /// <summary>Null when nothing was saved: the object is then absent from every reply of the session.</summary>
    public static Login? LoginOf(Session session) => !session.IsSaved ? null : new()
    {
        Username = session.Login.Scenario.Username,
        IsScheduledRefresh = session.Login.IsScheduledRefresh,
        LastRefresh = session.Login.LastRefresh.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        Type = "Personal",
        Id = session.Login.LoginId,
    };

    private static ReplyLink AsyncLink(string? endpoint, Guid requestId) => endpoint is null
        ? new() { Rel = "{Endpoint}Async", Href = "/{Endpoint}Async", Example = "/{Endpoint}Async/{requestId}" }
        : new() { Rel = $"{endpoint}Async", Href = $"/{endpoint}Async", Example = $"/{endpoint}Async/{requestId}" };

    private static List<SecurityChallenge> Challenges(Session session) =>
        [.. session.OpenRound.Questions.Select(question => ChallengeOf(question, session.Language))];

    private static SecurityChallenge ChallengeOf(BankQuestion question, string language) => new()
    {
        Type = question.Type,
        Prompt = question.Prompt.In(language),
        Iterables = question.Choices.Count == 0 ? null : [.. question.Choices.Select(choice => choice.In(language))],
    };
}
