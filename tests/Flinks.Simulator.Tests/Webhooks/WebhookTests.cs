using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Clock;
using Flinks.Simulator.Tests.Connect;
using Flinks.Simulator.Tests.Infrastructure;
using Flinks.Simulator.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Simulator.Tests.Webhooks;

/// <summary>What is sent to whoever asked for webhooks (flinks/connect.md 10).</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(3);

    private readonly Receiver _receiver = new();
    private readonly MovableClock _clock = MovableClock.FrozenAt(new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
    private WebApplication? _app;

    private WebApplication App => _app ?? throw new InvalidOperationException("Not started.");

    private SimulatedFlinks Flinks => App.Services.GetRequiredService<SimulatedFlinks>();

    [Fact]
    public async Task A_visit_to_Connect_ends_in_KYC_and_the_accounts()
    {
        await VisitAsync("daysOfTransactions=Days365&tag=ours");
        await PassAsync(After);

        Assert.Equal(["KYC", "GetAccountsDetail"], _receiver.Got.Select(got => got.Body.GetProperty("ResponseType").GetString()));
        Assert.All(_receiver.Got, got => Assert.True(IsSigned(got)));
        Assert.All(_receiver.Got, got => Assert.Equal("ours", got.Body.GetProperty("Tag").GetString()));
        var details = _receiver.Got.Single(got => got.Body.TryGetProperty("Accounts", out _)).Body;
        Assert.Equal(200, details.GetProperty("HttpStatusCode").GetInt32());
        Assert.Equal(3, details.GetProperty("Accounts").GetArrayLength());
        Assert.Equal(JsonValueKind.String, _receiver.Got.Single(got => got.Body.TryGetProperty("Holders", out _)).Body.GetProperty("Holders")[0].GetProperty("Name").ValueKind);
    }

    [Fact]
    public async Task With_sync_the_session_is_left_to_whoever_polls()
    {
        await VisitAsync("sync=true");
        await PassAsync(After);

        Assert.Empty(_receiver.Got);
    }

    [Fact]
    public async Task What_a_data_call_left_to_the_background_ends_in_a_webhook()
    {
        var caller = new FlinksCaller(App.GetTestClient(), Flinks.Options);
        var session = (await caller.CachedAsync(SimulatedLogins.NoMfaPending)).RequestId;
        var pending = await caller.DetailAsync(new { RequestId = session, WithKYC = false });
        await PassAsync(After);

        Assert.Equal(202, pending.Status);
        var body = Assert.Single(_receiver.Got).Body;
        Assert.Equal(session, body.GetProperty("RequestId").GetGuid());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("Accounts")[0].GetProperty("Holder").ValueKind);
        Assert.Equal(200, (await caller.PollDetailAsync(session)).Status);
    }

    [Fact]
    public async Task What_is_not_taken_with_200_is_sent_again_after_half_an_hour()
    {
        _receiver.Status = HttpStatusCode.Accepted;
        await VisitAsync("");
        await PassAsync(After);
        _receiver.Status = HttpStatusCode.OK;
        await PassAsync(TimeSpan.FromMinutes(30));
        await PassAsync(TimeSpan.FromMinutes(30));

        Assert.Equal([200, 200, 202, 202], Flinks.Webhooks.All.Select(sent => sent.Status ?? 0).Order());
    }

    [Fact]
    public async Task One_that_nobody_takes_is_tried_ten_times()
    {
        _receiver.Status = HttpStatusCode.InternalServerError;
        Assert.Equal(HttpStatusCode.Accepted, await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId, retries = true }));
        await Flinks.Webhooks.WhenSentAsync();
        for (var pause = 0; pause < 12; pause++)
        {
            await PassAsync(TimeSpan.FromMinutes(30));
        }

        var tries = Flinks.Webhooks.All;
        Assert.Equal(Enumerable.Range(1, 10), tries.Select(sent => sent.Try));
        Assert.Equal(Enumerable.Range(0, 10).Select(pause => TimeSpan.FromMinutes(30 * pause)), tries.Select(sent => sent.At - tries[0].At));
        Assert.Equal([.. tries.Skip(1).Select(sent => (DateTimeOffset?)sent.At), null], tries.Select(sent => sent.NextTryAt));
        Assert.Single(_receiver.Got.Select(got => Convert.ToBase64String(got.Bytes)).Distinct());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 4)]
    public async Task Each_is_sent_as_often_as_the_knob_says(int copies, int got)
    {
        Flinks.Options.Webhooks.Copies = copies;
        await VisitAsync("");
        await PassAsync(After);

        Assert.Equal(got, _receiver.Got.Count);
    }

    [Fact]
    public async Task They_may_come_late_and_in_the_wrong_order()
    {
        Flinks.Options.Webhooks.Late = TimeSpan.FromHours(2);
        Flinks.Options.Webhooks.Reordered = true;
        await VisitAsync("");
        await PassAsync(After);
        Assert.Empty(_receiver.Got);

        await PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(["GetAccountsDetail", "KYC"], _receiver.Got.Select(got => got.Body.GetProperty("ResponseType").GetString()));
    }

    [Theory]
    [InlineData(SignatureFlaw.None, true)]
    [InlineData(SignatureFlaw.BodyChanged, false)]
    [InlineData(SignatureFlaw.WrongKey, false)]
    [InlineData(SignatureFlaw.Hex, false)]
    [InlineData(SignatureFlaw.Missing, false)]
    public async Task Signatures_are_wrong_in_the_way_that_was_ordered(SignatureFlaw flaw, bool isSigned)
    {
        await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId, kind = "kyc", flaw = flaw.ToString() });

        var got = Assert.Single(_receiver.Got);
        Assert.Equal(isSigned, IsSigned(got));
        Assert.Equal(flaw == SignatureFlaw.Missing, got.Signature is null);
        Assert.Equal(flaw, Assert.Single(Flinks.Webhooks.All).Flaw);
    }

    [Fact]
    public async Task One_that_was_sent_is_sent_again_to_the_byte()
    {
        await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId });
        var id = Assert.Single(Flinks.Webhooks.All).Id;

        using var again = await App.GetTestClient().PostAsync($"/sim/webhooks/{id}/again", null, RunningSimulator.Cancelled);
        using var unknown = await App.GetTestClient().PostAsync($"/sim/webhooks/{Guid.NewGuid()}/again", null, RunningSimulator.Cancelled);
        var body = await App.GetTestClient().GetByteArrayAsync($"/sim/webhooks/{id}", RunningSimulator.Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (again.StatusCode, unknown.StatusCode));
        Assert.All(_receiver.Got, got => Assert.Equal(body, got.Bytes));
        Assert.Equal([(id, 1), (id, 2)], Flinks.Webhooks.All.Select(sent => (sent.Id, sent.Try)));
    }

    [Fact]
    public async Task One_can_be_ordered_for_later()
    {
        await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId, after = "01:00:00", times = 2 });
        await Flinks.Webhooks.WhenSentAsync();
        Assert.Empty(_receiver.Got);

        await PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(2, _receiver.Got.Count);
    }

    [Fact]
    public async Task A_receiver_that_cannot_be_reached_is_tried_again()
    {
        _receiver.IsGone = true;
        await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId, retries = true });
        await Flinks.Webhooks.WhenSentAsync();

        Assert.Equal((null, true), (Assert.Single(Flinks.Webhooks.All).Status, Flinks.Webhooks.All[0].NextTryAt is not null));
    }

    [Fact]
    public async Task One_can_be_ordered()
    {
        var before = SimulatedLogins.NoMfa;
        var nightly = await OrderAsync(new { loginId = before.LoginId, kind = "nightly", times = 2 });
        var failure = await OrderAsync(new { loginId = before.LoginId, kind = "failure", flinksCode = "INVALID_PASSWORD", requestId = Guid.Empty });
        var tampered = await OrderAsync(new { loginId = before.LoginId, kind = "kyc", tampered = true });
        var unknown = await OrderAsync(new { loginId = before.LoginId, kind = "unknown" });

        Assert.All([nightly, failure, tampered, unknown], order => Assert.Equal(HttpStatusCode.OK, order));
        var got = _receiver.Got.ToArray();
        Assert.Equal(5, got.Length);
        Assert.Equal(got[0].Bytes, got[1].Bytes);
        Assert.True(got[0].Body.GetProperty("Login").GetProperty("IsScheduledRefresh").GetBoolean());
        Assert.StartsWith("2026-03-02T14:00:00", got[0].Body.GetProperty("Login").GetProperty("LastRefresh").GetString(), StringComparison.Ordinal);
        Assert.Equal("INVALID_PASSWORD", got[2].Body.GetProperty("FlinksCode").GetString());
        Assert.Equal([true, true, true, false, true], got.Select(IsSigned));
        Assert.Equal(5, (await JsonAsync("/sim/webhooks")).GetArrayLength());
    }

    /// <summary>Recorded are both spellings of what a bank may leave out, and a tag, which an order has none of.</summary>
    [Theory]
    [InlineData("details", "webhook-getaccountsdetail-200")]
    [InlineData("nightly", "webhook-getaccountsdetail-refresh")]
    [InlineData("kyc", "webhook-kyc-200")]
    [InlineData("failure", "webhook-failure-inferred")]
    public async Task What_is_sent_has_its_recorded_shape(string kind, string sample)
    {
        await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId, kind });

        Sample.AssertSameShape(sample, Assert.Single(_receiver.Got).Body, "Tag", "InstitutionName", "Type", "EftEligibleRatio", "ETransferEligibleRatio", "AccountType", "Code");
    }

    [Fact]
    public async Task An_order_that_makes_no_sense_is_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await OrderAsync(new { loginId = Guid.NewGuid() }));
        Assert.Equal(HttpStatusCode.BadRequest, await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId, kind = "pigeon" }));
        Assert.Equal(HttpStatusCode.BadRequest, await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId, times = 101 }));
        Assert.Equal(HttpStatusCode.BadRequest, await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId, kind = "failure", flinksCode = (string?)null }));
        Assert.Equal(HttpStatusCode.BadRequest, await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId, after = "-00:00:01" }));
        Flinks.Options.WebhookUrl = null;
        Assert.Equal(HttpStatusCode.Conflict, await OrderAsync(new { loginId = SimulatedLogins.NoMfa.LoginId }));
    }

    public async ValueTask InitializeAsync()
    {
        _app = SimulatorApp.Create([], options => options.WebhookUrl = "https://ours.example.test/webhooks/flinks", host =>
        {
            host.WebHost.UseTestServer();
            host.Services.AddSingleton<TimeProvider>(_clock);
            host.Services.AddHttpClient(SimulatorRegistration.WebhookClientName).ConfigurePrimaryHttpMessageHandler(() => _receiver);
        });
        await _app.StartAsync(RunningSimulator.Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _receiver.Dispose();
    }

    private async Task VisitAsync(string query)
    {
        var page = await new ConnectPage(App.GetTestClient()).OpenAsync($"/v2/?authorizeToken={Flinks.IssueToken()}&{query}");
        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", TestUsers.Password));
        Assert.Contains("REDIRECT", page.Told);
    }

    private async Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        await Flinks.Webhooks.WhenSentAsync();
    }

    private async Task<HttpStatusCode> OrderAsync(object order)
    {
        using var response = await App.GetTestClient().PostAsJsonAsync("/sim/webhooks", order, RunningSimulator.Cancelled);
        return response.StatusCode;
    }

    private async Task<JsonElement> JsonAsync(string address) =>
        JsonSerializer.Deserialize<JsonElement>(await App.GetTestClient().GetStringAsync(address, RunningSimulator.Cancelled));

    private bool IsSigned(Got got) => got.Signature == Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Flinks.Options.WebhookKey), got.Bytes));

    private sealed record Got(byte[] Bytes, string? Signature)
    {
        public JsonElement Body => JsonSerializer.Deserialize<JsonElement>(Bytes);
    }

    private sealed class Receiver : HttpMessageHandler
    {
        public ConcurrentQueue<Got> Got { get; } = new();

        public bool IsGone { get; set; }

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsGone)
            {
                throw new HttpRequestException("Nobody is there.");
            }

            var signature = request.Headers.TryGetValues("flinks-authenticity-key", out var values) ? values.Single() : null;
            Got.Enqueue(new Got(await request.Content!.ReadAsByteArrayAsync(cancellationToken), signature));
            return new HttpResponseMessage(Status);
        }
    }
}
