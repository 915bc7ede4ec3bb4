using Flinks.Client.Wire;

namespace Flinks.Client.Tests;

/// <summary>The client's calls by a word that fits into a table.</summary>
public static class Calls
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Answers = new() { ["What city were you born in?"] = ["Montreal"] };

    private static readonly StatementsWanted Wanted = new(StatementPeriod.MostRecent, AccountIds: null);

    private static readonly AttributesQuery Attributes = new() { Attributes = new AttributeNames { Card = ["balance_min"] } };

    public static Task<FlinksOutcome> Make(TestFlinks flinks, string call, CancellationToken cancellationToken) => call switch
    {
        "ListStatements" => flinks.Statements.ListAsync(TestFlinks.RequestId, Wanted, cancellationToken),
        "PollStatements" => flinks.Statements.PollAsync(TestFlinks.RequestId, cancellationToken),
        "SignIn" => flinks.OAuth.StartAsync(new SignInWanted("14", "https://bff.example.test/back", "state", "en", "tag"), cancellationToken),
        _ => Make(flinks.Client, call, cancellationToken),
    };

    private static Task<FlinksOutcome> Make(FlinksClient client, string call, CancellationToken cancellationToken) => call switch
    {
        "Analyse" => client.AnalyseAsync(TestFlinks.LoginId, TestFlinks.RequestId, Attributes, cancellationToken),
        "Enrol" => client.ScheduleRefreshAsync(TestFlinks.LoginId, isActivated: true, cancellationToken),
        "TakeOff" => client.ScheduleRefreshAsync(TestFlinks.LoginId, isActivated: false, cancellationToken),
        "NightlyStatus" => client.NightlyStatusAsync(cancellationToken),
        "Institutions" => client.ListInstitutionsAsync(0, 1000, cancellationToken),
        "Mint" => client.MintTokenAsync(cancellationToken),
        "Authorize" => client.AuthorizeAsync(TestFlinks.LoginId, cached: false, cancellationToken),
        "Cached" => client.AuthorizeAsync(TestFlinks.LoginId, cached: true, cancellationToken),
        "Answer" => client.AnswerAsync(TestFlinks.RequestId, Answers, cancellationToken),
        "Collect" => client.CollectAsync(TestFlinks.RequestId, new DataOptions(), cancellationToken),
        "Poll" => client.PollAsync(TestFlinks.RequestId, cancellationToken),
        "Summarize" => client.SummarizeAsync(TestFlinks.RequestId, cancellationToken),
        "PollSummary" => client.PollSummaryAsync(TestFlinks.RequestId, cancellationToken),
        "DeleteCard" => client.DeleteCardAsync(TestFlinks.LoginId, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "No such call."),
    };

    public static string EndpointOf(string call) => call switch
    {
        "Mint" => "GenerateAuthorizeToken",
        "Authorize" or "Cached" or "Answer" => "Authorize",
        "Collect" => "GetAccountsDetail",
        "Poll" => "GetAccountsDetailAsync",
        "Summarize" => "GetAccountsSummary",
        "PollSummary" => "GetAccountsSummaryAsync",
        "ListStatements" => "GetStatements",
        "PollStatements" => "GetStatementsAsync",
        "Enrol" or "TakeOff" => "SetScheduledRefresh",
        "NightlyStatus" => "GetNightlyRefreshStatus",
        "Analyse" => "attributes",
        "SignIn" => "authorize",
        _ => call,
    };
}
