using Flinks.Client.Wire;
using Flinks.Simulator.Attributes;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Flinks.Simulator.Institutions;
using Flinks.Simulator.KeptAnswers;
using Flinks.Simulator.NightlyRefresh;
using Flinks.Simulator.OAuth;
using Flinks.Simulator.Statements;

namespace Flinks.Simulator.Banking;

/// <summary>The banking API's addresses. Each call is read, recorded, met by a fault if one is scripted, and answered by its desk.</summary>
internal sealed class BankingEndpoints(
    SimulatedFlinks flinks,
    AuthorizeDesk authorize,
    AccountsDesk accounts,
    StatementsDesk statements,
    AttributesDesk attributes,
    NightlyRefreshDesk nights,
    AuthorizeAsyncDesk authorizeAsync,
    KeptAnswersDesk keptAnswers,
    FaultPlayer faults)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var banking = routes.MapGroup("/v3/{customerId}/BankingServices");
        banking.MapPost("/GenerateAuthorizeToken", Answer(FlinksEndpoint.GenerateAuthorizeToken, Now(GenerateToken)));
        banking.MapPost("/Authorize", Answer(FlinksEndpoint.Authorize, Now(Authorize)));
        banking.MapPost("/AuthorizeAsync", Answer(FlinksEndpoint.AuthorizeAsync, Now(AuthorizeAsync)));
        banking.MapPost("/GetAccountsSummary", Answer(FlinksEndpoint.GetAccountsSummary, WithApiKey(SummaryAsync)));
        banking.MapGet("/GetAccountsSummaryAsync/{requestId}", Answer(FlinksEndpoint.GetAccountsSummaryAsync, WithApiKey(PollSummaryAsync)));
        banking.MapPost("/GetAccountsDetail", Answer(FlinksEndpoint.GetAccountsDetail, WithApiKey(DetailAsync)));
        banking.MapGet("/GetAccountsDetailAsync/{requestId}", Answer(FlinksEndpoint.GetAccountsDetailAsync, WithApiKey(PollDetailAsync)));
        banking.MapDelete("/DeleteCard/{loginId}", Answer(FlinksEndpoint.DeleteCard, Now(DeleteCard)));
        banking.MapPost("/GetStatements", Answer(FlinksEndpoint.GetStatements, WithApiKey(statements.AskAsync)));
        banking.MapGet("/GetStatementsAsync/{requestId}", Answer(FlinksEndpoint.GetStatementsAsync, WithApiKey(Now(statements.Poll))));
        banking.MapPatch("/SetScheduledRefresh", Answer(FlinksEndpoint.SetScheduledRefresh, Now(nights.Set)));
        banking.MapGet("/GetNightlyRefreshStatus", Answer(FlinksEndpoint.GetNightlyRefreshStatus, Now(nights.Status)));
        banking.MapGet("/Institutions", Answer(FlinksEndpoint.Institutions, WithApiKey(Now(InstitutionsDesk.List))));
        banking.MapGet("/Institutions/RoutingNumber/{number}", Answer(FlinksEndpoint.InstitutionsByRoutingNumber, WithApiKey(Now(InstitutionsDesk.ByRoutingNumber))));
        banking.MapGet("/GetMFAQuestions/{loginId}", Answer(FlinksEndpoint.GetMFAQuestions, Now(keptAnswers.List)));
        banking.MapPatch("/AnswerMFAQuestions", Answer(FlinksEndpoint.AnswerMFAQuestions, Now(keptAnswers.Keep)));
        routes.MapPost("/v3/{customerId}/insight/login/{loginId}/attributes/{requestId}", Answer(FlinksEndpoint.Attributes, WithApiKey(Now(attributes.Compute))));
        routes.MapGet("/v3/oauth/authorize", Answer(FlinksEndpoint.OAuthAuthorize, Now(OAuthDesk.Authorize)));
        routes.Map("/v3/{**rest}", Answer(FlinksEndpoint.Unknown, Now(_ => new(StatusCodes.Status404NotFound, default))));
    }

    private delegate Task<BankingReply> Desk(ReceivedCall call, CancellationToken cancellationToken);

    private RequestDelegate Answer(FlinksEndpoint endpoint, Desk desk) => async http =>
    {
        var call = await CallReader.ReadAsync(http, endpoint, flinks);
        flinks.Calls.Add(call);
        var fault = flinks.Faults.Take(call);
        if (fault is { AfterWork: false } && await faults.PlayAsync(fault, http))
        {
            call.Status = StatusOf(fault);
            return;
        }

        var isOurs = endpoint is FlinksEndpoint.Unknown or FlinksEndpoint.OAuthAuthorize || IsOurCustomer(call);
        var reply = isOurs ? await desk(call, http.RequestAborted) : BankingReply.Of(FlinksErrors.Plain("UNAUTHORIZED"));
        if (fault is { AfterWork: true } && await faults.PlayAsync(fault, http))
        {
            call.Status = StatusOf(fault);
            return;
        }

        if (fault is Fault.Truncated)
        {
            await FaultPlayer.TruncateAsync(http, reply);
            return;
        }

        call.Status = reply.Status;
        await reply.SendAsync(http, fault is Fault.Mislabelled mislabelled ? mislabelled.ContentType : BankingReply.Json);
    };

    private static int? StatusOf(Fault fault) => fault switch
    {
        Fault.Answer answer => answer.Status,
        Fault.Raw raw => raw.Status,
        Fault.HugeBody => StatusCodes.Status200OK,
        _ => null,
    };

    private bool IsOurCustomer(ReceivedCall call) => Guid.TryParse(call.CustomerId, out var id) && id == flinks.Options.CustomerId;

    private static Desk Now(Func<ReceivedCall, BankingReply> desk) => (call, _) => Task.FromResult(desk(call));

    private Desk WithApiKey(Desk desk) => async (call, cancellationToken) =>
        flinks.Options.ApiKeyRequired && call.ApiKey != flinks.Options.ApiKey
            ? BankingReply.Of(FlinksErrors.Plain("UNAUTHORIZED", "You must provide a valid API key"))
            : await desk(call, cancellationToken);

    private BankingReply GenerateToken(ReceivedCall call) => call.AuthKey == flinks.Options.SecretKey
        ? BankingReply.Of(new TokenReply { HttpStatusCode = StatusCodes.Status200OK, Token = flinks.IssueToken() })
        : BankingReply.Of(FlinksErrors.Plain("UNAUTHORIZED"));

    private BankingReply Authorize(ReceivedCall call) => call.Authorize is { } query
        ? BankingReply.Of(authorize.Authorize(query, call.AuthKey))
        : BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"));

    private BankingReply AuthorizeAsync(ReceivedCall call) => call.Authorize is { } query
        ? BankingReply.Of(authorizeAsync.Ask(query, call.AuthKey))
        : BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"));

    private async Task<BankingReply> SummaryAsync(ReceivedCall call, CancellationToken cancellationToken) => call.Summary is { } query
        ? BankingReply.Of(await accounts.AskSummaryAsync(query, cancellationToken))
        : BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"));

    private async Task<BankingReply> DetailAsync(ReceivedCall call, CancellationToken cancellationToken) => call.Detail is { } query
        ? BankingReply.Of(await accounts.AskDetailAsync(query, cancellationToken))
        : BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"));

    private Task<BankingReply> PollSummaryAsync(ReceivedCall call, CancellationToken cancellationToken) =>
        Task.FromResult(BankingReply.Of(accounts.PollSummary(call.RequestId ?? Guid.Empty)));

    private Task<BankingReply> PollDetailAsync(ReceivedCall call, CancellationToken cancellationToken) =>
        Task.FromResult(BankingReply.Of(accounts.PollDetail(call.RequestId ?? Guid.Empty)));

    private BankingReply DeleteCard(ReceivedCall call)
    {
        var loginId = call.LoginId ?? Guid.Empty;
        return flinks.Delete(loginId) is { } refused
            ? BankingReply.Of(refused)
            : BankingReply.Of(new DeleteCardReply
            {
                StatusCode = StatusCodes.Status200OK,
                Message = $"All of the information about LoginId {loginId} has been removed",
            });
    }
}
