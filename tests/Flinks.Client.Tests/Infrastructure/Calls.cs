namespace Flinks.Client.Tests;

/// <summary>The client's calls by a word that fits into a table.</summary>
public static class Calls
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Answers = new() { ["What city were you born in?"] = ["Montreal"] };

    public static Task<FlinksOutcome> Make(FlinksClient client, string call, CancellationToken cancellationToken) => call switch
    {
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
        _ => call,
    };
}
