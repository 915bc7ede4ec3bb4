using System.Text.Json;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Flinks.Client;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Retrievals.AnyOrder;

/// <summary>One connection of one user in the real application, to which things happen one after the other.</summary>
internal sealed class RandomRun : IAsyncDisposable
{
    private const string Prompt = "What city were you born in?";

    private static readonly LoginScenario Login = SimulatedLogins.MfaQuestion;

    private readonly BffHost _bff;
    private readonly Guid _connection;
    private BffAnswer? _question;

    private RandomRun(BffHost bff, Guid connection)
    {
        _bff = bff;
        _connection = connection;
    }

    public BffHost Bff => _bff;

    public BffClient User => _bff.As("alice");

    /// <summary>Authorize calls that went to the bank and were not turned away at Flinks' door.</summary>
    public int WentToBank => _bff.Flinks.Calls.To(FlinksEndpoint.Authorize)
        .Count(call => call is { MostRecentCached: false, Authorize.SecurityResponses: null, Status: not (400 or 503) });

    public static async Task<RandomRun> StartAsync()
    {
        var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login.LoginId, null, BffSteps.AtOnce);
        await bff.SettleAsync();
        return new RandomRun(bff, linked.ConnectionId);
    }

    public async Task HappenAsync(Happening happening)
    {
        await (happening switch
        {
            Happening.ReadCached => ReadAsync("cached"),
            Happening.ReadLive => ReadAsync("live"),
            Happening.ReadAuto => AskAsync("/api/v1/connections", new { loginId = Login.LoginId }),
            Happening.JustConnected => ConnectAgainAsync(),
            Happening.AnswerRight => AnswerAsync(Prompt, "Montreal"),
            Happening.AnswerWrong => AnswerAsync(Prompt, "Atlantis"),
            Happening.AnswerSomethingElse => AnswerAsync("Who asks?", "Montreal"),
            Happening.AnswerInWidget => AnswerInWidgetAsync(),
            Happening.ReturnFromWidget => OnLatestAsync(id => AskAsync($"/api/v1/retrievals/{id}/resumed", null)),
            Happening.GiveUp => OnLatestAsync(async id => Note(await User.GiveUpAsync(id))),
            Happening.LoginBusyOnce => NextAsync(FlinksEndpoint.Authorize, Fault.Code(400, "CARD_IN_USE")),
            Happening.LoginBusyThrice => NextAsync(FlinksEndpoint.Authorize, Fault.Code(400, "CARD_IN_USE"), 3),
            Happening.AuthorizeGoesToBackground => NextAsync(FlinksEndpoint.Authorize, Fault.Code(202, "OPERATION_DISPATCHED")),
            Happening.AuthorizeUnavailable => NextAsync(FlinksEndpoint.Authorize, Fault.Html(503)),
            Happening.AuthorizeForgetsLogin => NextAsync(FlinksEndpoint.Authorize, Fault.Code(400, "INVALID_LOGIN")),
            Happening.DataUnavailable => NextAsync(FlinksEndpoint.GetAccountsDetail, Fault.Html(503)),
            Happening.DataFail => NextAsync(FlinksEndpoint.GetAccountsDetail, Fault.Code(500, "AGGREGATION_ERROR")),
            Happening.SessionEnds => NextAsync(FlinksEndpoint.GetAccountsDetail, Fault.Code(400, "SESSION_EXPIRED")),
            Happening.PollUnavailable => NextAsync(FlinksEndpoint.GetAccountsDetailAsync, Fault.Code(500, "SOMETHING_ELSE")),
            Happening.PollFails => NextAsync(FlinksEndpoint.GetAccountsDetailAsync, Fault.Code(500, "AGGREGATION_ERROR")),
            Happening.PassPause => _bff.PassAsync(RetrievalSteps.PollInterval),
            Happening.PassLease => _bff.PassAsync(RetrievalSteps.LeaseLapsed),
            Happening.PassCooldown => _bff.PassAsync(TimeSpan.FromSeconds(61)),
            Happening.PassWindow => _bff.PassAsync(RetrievalSteps.ResumeWindow),
            Happening.PassEverything => _bff.PassAsync(RetrievalSteps.PollTimeout),
            Happening.Restart => _bff.RestartAsync(),
            Happening.DieBeforeAuthorize => DieAsync(FlinksEndpoint.Authorize, afterWork: false, () => ReadAsync("live")),
            Happening.DieAfterAuthorize => DieAsync(FlinksEndpoint.Authorize, afterWork: true, () => ReadAsync("live")),
            Happening.DieDuringData => DieAsync(FlinksEndpoint.GetAccountsDetail, afterWork: true, () => ReadAsync("cached")),
            Happening.DieDuringAnswers => DieAsync(FlinksEndpoint.Authorize, afterWork: true, () => AnswerAsync(Prompt, "Montreal")),
            Happening.DieDuringPolls => DieAsync(FlinksEndpoint.GetAccountsDetailAsync, afterWork: false, () => PassAsync(RetrievalSteps.PollInterval)),
            _ => throw new ArgumentOutOfRangeException(nameof(happening)),
        });
        await _bff.SettleAsync();
    }

    /// <summary>Nothing more happens but time: with a Flinks that is well, and an hour, all has to end.</summary>
    public async Task LetEndAsync()
    {
        _bff.Flinks.Faults.Clear();
        for (var minutes = 0; minutes < 60; minutes++)
        {
            await _bff.PassAsync(TimeSpan.FromMinutes(1));
        }
    }

    public Task<List<Retrieval>> RowsAsync() => _bff.ReadAsync(db => db.Retrievals.AsNoTracking().OrderBy(row => row.StartedAt).ToListAsync(TestContext.Current.CancellationToken));

    public ValueTask DisposeAsync() => _bff.DisposeAsync();

    private Task ReadAsync(string freshness) => AskAsync($"/api/v1/connections/{_connection}/retrievals", new { freshness });

    private async Task ConnectAgainAsync() =>
        await AskAsync("/api/v1/connections", new { loginId = Login.LoginId, connectSessionId = await BffSteps.StartConnectSessionAsync(User) });

    private Task AnswerAsync(string prompt, string answer) =>
        OnLatestAsync(id => AskAsync($"/api/v1/retrievals/{id}/mfa-answers", new { answers = new Dictionary<string, string[]> { [prompt] = [answer] } }));

    /// <summary>If the bank asks anything; it may have stopped asking meanwhile.</summary>
    private async Task AnswerInWidgetAsync()
    {
        if (_question is { } asked && asked.Json.GetProperty("resume").GetProperty("url").ValueKind == JsonValueKind.String)
        {
            await _bff.Services.GetRequiredService<FlinksClient>().AnswerAsync(new RequestId(asked.ResumeRequestId()), Login.RightAnswers(), TestContext.Current.CancellationToken);
        }
    }

    private async Task OnLatestAsync(Func<Guid, Task> act)
    {
        if ((await RowsAsync()).LastOrDefault() is { } latest)
        {
            await act(latest.Id.Value);
        }
    }

    /// <summary>A caller who does not wait: what happens goes on by itself.</summary>
    private async Task AskAsync(string address, object? body) => Note(await User.PostAsync(address, body, BffSteps.AtOnce));

    private void Note(BffAnswer answer)
    {
        Assert.True(answer.Status is 200 or 202 or 203 or 204 or 400 or 409 or 410 or 429 or 503, $"{answer.Status}: {answer.Text}");
        _question = answer.Status == 203 ? answer : _question;
    }

    private Task NextAsync(FlinksEndpoint endpoint, Fault fault, int times = 1)
    {
        _bff.Flinks.Faults.Next(endpoint, fault, times);
        return Task.CompletedTask;
    }

    private Task PassAsync(TimeSpan time)
    {
        _bff.Clock.Advance(time);
        return _bff.TakeUpDueAsync();
    }

    /// <summary>The host dies while a call is out, if what is done leads to one; all the same it dies.</summary>
    private async Task DieAsync(FlinksEndpoint during, bool afterWork, Func<Task> act)
    {
        _bff.Flinks.Faults.Clear();
        using var gate = _bff.Flinks.Faults.Hold(during, afterWork: afterWork);
        await act();
        await Task.WhenAny(gate.Arrived, _bff.SettleAsync());
        await _bff.CutOffAsync();
        _bff.Flinks.Faults.Clear();
        await _bff.RestartAsync();
    }
}
