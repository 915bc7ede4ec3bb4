using System.Text;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Webhooks;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>What Flinks is answered: exactly 200 for whatever is signed, so that it is not sent again.</summary>
public sealed class WebhookEndpointTests
{
    private static readonly byte[] Body = Sample.Bytes("webhook-getaccountsdetail-200");

    public static TheoryData<string> Odd =>
    [
        "", " ", "null", "7", "[]", "{", "{}", "<html></html>", "{\"ResponseType\":7,\"Login\":{\"Id\":[]}}",
        "{\"ResponseType\":\"GetAccountsDetail\",\"HttpStatusCode\":200,\"Accounts\":[]}",
        "{\"ResponseType\":\"GetAccountsDetail\",\"Login\":{\"Id\":\"00000000-0000-0000-0000-000000000000\"},\"Accounts\":[]}",
        "{\"ResponseType\":\"GetAccountsDetail\",\"Login\":{\"Id\":\"51510000-0000-4000-8000-000000000001\"},\"Accounts\":7}",
        "{\"ResponseType\":\"\\ud800\",\"Login\":{\"Id\":\"\\ud800\"}}",
        new string('[', 50_000),
        $"{{\"Login\":{string.Concat(Enumerable.Repeat("{\"Login\":", 5_000))}",
        $"{{\"ResponseType\":\"{new string('x', 1_000_000)}\"}}",
    ];

    [Fact]
    public async Task A_signed_webhook_is_200_without_a_body()
    {
        await using var bff = await WebhookSteps.StartAsync();

        var answer = await bff.PostAsync(Body, (WebhookSteps.Header, WebhookSteps.Sign(Body)));

        Assert.Equal((200, ""), (answer.Status, answer.Text));
        Assert.Single(await bff.DeliveriesAsync());
        Assert.DoesNotContain("RateLimit", answer.Headers.Keys);
    }

    [Fact]
    public async Task A_repeat_is_200_and_stored_once()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var first = await bff.ReceiveAsync(Body);

        var again = await bff.ReceiveAsync(Body);

        Assert.Equal((200, 200, ""), (first.Status, again.Status, again.Text));
        Assert.Single(await bff.DeliveriesAsync());
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Whatever_is_signed_is_200_and_unknown_where_it_makes_no_sense(string text)
    {
        await using var bff = await WebhookSteps.StartAsync();

        var answer = await bff.ReceiveAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal((200, ""), (answer.Status, answer.Text));
        Assert.Equal(WebhookOutcome.Unknown, await bff.OutcomeAsync());
    }

    [Theory]
    [InlineData("webhook-unknown-type", WebhookOutcome.Unknown)]
    [InlineData("webhook-kyc", WebhookOutcome.Passed)]
    [InlineData("webhook-getaccountsdetail-sparse", WebhookOutcome.Parked)]
    [InlineData("webhook-failure-inferred", WebhookOutcome.Parked)]
    public async Task Every_recorded_webhook_is_taken(string sample, WebhookOutcome outcome)
    {
        await using var bff = await WebhookSteps.StartAsync();

        Assert.Equal(200, (await bff.ReceiveAsync(Sample.Bytes(sample))).Status);
        Assert.Equal(outcome, await bff.OutcomeAsync());
    }

    [Theory]
    [InlineData("flinks-authenticity-key")]
    [InlineData("X-Flinks-Signature")]
    [InlineData("x-flinks-signature")]
    public async Task The_signature_stands_under_either_documented_name(string header)
    {
        await using var bff = await WebhookSteps.StartAsync();

        Assert.Equal(200, (await bff.PostAsync(Body, (header, WebhookSteps.Sign(Body)))).Status);
    }

    [Fact]
    public async Task Configured_names_stand_in_place_of_the_documented_ones()
    {
        await using var bff = await WebhookSteps.StartAsync(settings => settings["Webhooks:Headers:0"] = "X-Ours");

        Assert.Equal(200, (await bff.PostAsync(Body, ("X-Ours", WebhookSteps.Sign(Body)))).Status);
        Assert.Equal(401, (await bff.PostAsync(Body, (WebhookSteps.Header, WebhookSteps.Sign(Body)))).Status);
    }

    [Fact]
    public async Task Every_key_is_tried()
    {
        await using var bff = await WebhookSteps.StartAsync(settings => settings["Webhooks:Keys:1"] = "the key that comes after it");

        Assert.Equal(200, (await bff.PostAsync(Body, (WebhookSteps.Header, WebhookSteps.Sign(Body, "the key that comes after it")))).Status);
        Assert.Equal(200, (await bff.PostAsync([.. Body, (byte)' '], (WebhookSteps.Header, WebhookSteps.Sign([.. Body, (byte)' '])))).Status);
    }

    [Fact]
    public async Task A_good_signature_beside_a_bad_one_is_enough()
    {
        await using var bff = await WebhookSteps.StartAsync();

        Assert.Equal(200, (await bff.PostAsync(Body, (WebhookSteps.Header, "nonsense"), ("X-Flinks-Signature", WebhookSteps.Sign(Body)))).Status);
    }

    [Fact]
    public async Task What_is_not_signed_well_is_401_and_not_stored()
    {
        await using var bff = await WebhookSteps.StartAsync();

        BffAnswer[] refused =
        [
            await bff.PostAsync(Body),
            await bff.PostAsync(Body, (WebhookSteps.Header, "")),
            await bff.PostAsync(Body, (WebhookSteps.Header, "%%%")),
            await bff.PostAsync(Body, (WebhookSteps.Header, WebhookSteps.Sign(Body, "another key"))),
            await bff.PostAsync([.. Body, (byte)' '], (WebhookSteps.Header, WebhookSteps.Sign(Body))),
            await bff.PostAsync(Body, (WebhookSteps.Header, WebhookSteps.Sign(Body)), (WebhookSteps.Header, WebhookSteps.Sign(Body))),
            await bff.PostAsync(Body, ("Authorization", WebhookSteps.Sign(Body))),
        ];

        Assert.All(refused, answer => ExpectedProblem.Of("unauthenticated").Meets(answer));
        Assert.Empty(await bff.DeliveriesAsync());
    }

    [Fact]
    public async Task Without_keys_there_is_no_such_route()
    {
        await using var bff = await BffHost.StartAsync();

        ExpectedProblem.Of("not_found").Meets(await bff.PostAsync(Body, (WebhookSteps.Header, WebhookSteps.Sign(Body))));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_413_before_anything_else()
    {
        await using var bff = await WebhookSteps.StartAsync(settings => settings["Webhooks:MaxBodyBytes"] = $"{Body.Length}");
        byte[] longer = [.. Body, (byte)' '];

        ExpectedProblem.Of("payload_too_large").Meets(await bff.PostAsync(longer));
        ExpectedProblem.Of("payload_too_large").Meets(await bff.AsNobody().SendAsync(
            HttpMethod.Post, WebhookSteps.Address, new Undeclared(longer), (WebhookSteps.Header, WebhookSteps.Sign(longer))));
        Assert.Equal(200, (await bff.PostAsync(Body, (WebhookSteps.Header, WebhookSteps.Sign(Body)))).Status);
        Assert.Single(await bff.DeliveriesAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task What_it_calls_itself_does_not_matter(string type)
    {
        await using var bff = await WebhookSteps.StartAsync();

        var answer = await bff.AsNobody().SendAsync(
            HttpMethod.Post,
            WebhookSteps.Address,
            new ByteArrayContent(Body) { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type) } },
            (WebhookSteps.Header, WebhookSteps.Sign(Body)));

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task When_the_database_cannot_take_it_the_answer_is_503()
    {
        await using var bff = await WebhookSteps.StartAsync();
        bff.Database.Dispose();

        var answer = await bff.PostAsync(Body, (WebhookSteps.Header, WebhookSteps.Sign(Body)));

        ExpectedProblem.Of("upstream_unavailable").Meets(answer);
    }

    [Fact]
    public async Task Nothing_of_a_webhook_lies_open_in_the_database_or_in_the_log()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.NoMfa.LoginId, bff.Clock.GetUtcNow()));
        await bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.NoMfaPending.LoginId, bff.Clock.GetUtcNow()));

        var dump = Encoding.UTF8.GetString(await bff.Database.DumpAsync());
        var log = string.Join('\n', bff.Logs.Lines.Select(line => line.Text));

        foreach (var secret in new[] { "Avery", "1111000", "From a webhook", "Greatday", SimulatedLogins.NoMfaPending.LoginId.ToString() })
        {
            Assert.DoesNotContain(secret, dump, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>A body that does not say how long it is.</summary>
    private sealed class Undeclared(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
