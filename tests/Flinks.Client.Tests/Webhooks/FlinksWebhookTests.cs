using System.Text;

namespace Flinks.Client.Tests.Webhooks;

public sealed class FlinksWebhookTests
{
    [Theory]
    [InlineData("webhook-accounts-detail", WebhookType.AccountsDetail, typeof(WebhookContent.Accounts))]
    [InlineData("webhook-getaccountsdetail-200", WebhookType.AccountsDetail, typeof(WebhookContent.Accounts))]
    [InlineData("webhook-getaccountsdetail-refresh", WebhookType.AccountsDetail, typeof(WebhookContent.Accounts))]
    [InlineData("webhook-getaccountsdetail-sparse", WebhookType.AccountsDetail, typeof(WebhookContent.Accounts))]
    [InlineData("webhook-kyc", WebhookType.Kyc, typeof(WebhookContent.Partial))]
    [InlineData("webhook-kyc-200", WebhookType.Kyc, typeof(WebhookContent.Partial))]
    [InlineData("webhook-failure-inferred", WebhookType.AccountsDetail, typeof(WebhookContent.Failure))]
    [InlineData("webhook-unknown-type", WebhookType.Other, typeof(WebhookContent.Unknown))]
    public void A_recorded_webhook_says_whose_it_is_and_what_it_brings(string sample, WebhookType type, Type content)
    {
        var webhook = FlinksWebhook.Read(Samples.Bytes(sample));

        Assert.Equal(type, webhook.Type);
        Assert.IsType(content, webhook.Content);
        Assert.NotNull(webhook.LoginId);
        Assert.NotNull(webhook.RequestId);
    }

    [Fact]
    public void What_is_around_the_data_is_read()
    {
        var webhook = FlinksWebhook.Read(Samples.Bytes("webhook-getaccountsdetail-refresh"));

        Assert.Equal(Guid.Parse("5b0c7c1e-3a52-4d0f-9c41-08de1a2b3c4d"), webhook.LoginId?.Reveal());
        Assert.Equal(Guid.Parse("c7d3b6e4-1e2f-4c3d-9a8b-0b1c2d3e4f55"), webhook.RequestId?.Reveal());
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 5, 31, 40, TimeSpan.Zero).AddTicks(7654321), webhook.LastRefresh);
        Assert.Equal(2, Assert.IsType<WebhookContent.Accounts>(webhook.Content).Payload.Accounts.Count);
    }

    [Theory]
    [InlineData("""{"ResponseType":"GetAccountsDetail","HttpStatusCode":401,"FlinksCode":"INVALID_PASSWORD","RequestId":"b6b1a7d2-7f0e-4a43-8e39-2f6a1c9d0e11"}""", typeof(FlinksOutcome.ReconnectNeeded))]
    [InlineData("""{"HttpStatusCode":401,"FlinksCode":"DISABLED_LOGIN"}""", typeof(FlinksOutcome.BankActionNeeded))]
    [InlineData("""{"ResponseType":"GetAccountsDetail","HttpStatusCode":200,"FlinksCode":"AGGREGATION_ERROR","Accounts":[]}""", typeof(FlinksOutcome.Failed))]
    [InlineData("""{"ResponseType":"GetAccountsDetail","HttpStatusCode":500}""", typeof(FlinksOutcome.Failed))]
    [InlineData("""{"HttpStatusCode":400,"FlinksCode":"SESSION_EXPIRED"}""", typeof(FlinksOutcome.SessionEnded))]
    public void A_failure_means_what_the_call_would_have_meant(string body, Type outcome) =>
        Assert.IsType(outcome, Assert.IsType<WebhookContent.Failure>(FlinksWebhook.Read(Encoding.UTF8.GetBytes(body)).Content).Outcome);

    [Fact]
    public void What_is_still_being_collected_is_no_failure() =>
        Assert.IsType<WebhookContent.Partial>(FlinksWebhook.Read("""{"ResponseType":"GetAccountsDetail","HttpStatusCode":202,"FlinksCode":"OPERATION_PENDING"}"""u8.ToArray()).Content);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"GetAccountsDetail\"")]
    [InlineData("[]")]
    [InlineData("[{\"ResponseType\":\"GetAccountsDetail\",\"Accounts\":[]}]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{} {}")]
    [InlineData("<html>")]
    [InlineData("{\"ResponseType\":{\"GetAccountsDetail\":1},\"Accounts\":7,\"Login\":[],\"RequestId\":{}}")]
    [InlineData("{\"ResponseType\":\"GetAccountsDetail\"}")]
    [InlineData("{\"ResponseType\":\"GetAccountsDetail\",\"Accounts\":{}}")]
    [InlineData("{\"ResponseType\":\"GetAccountsDetail\",\"Accounts\":[{\"Id\":\"\\ud800\"}")]
    [InlineData("{\"ResponseType\":\"\\ud800\",\"Login\":{\"Id\":\"\\ud800\"}}")]
    public void What_makes_no_sense_is_unknown(string body) => Assert.IsType<WebhookContent.Unknown>(FlinksWebhook.Read(Encoding.UTF8.GetBytes(body)).Content);

    [Fact]
    public void What_is_no_text_or_nested_without_end_is_unknown()
    {
        Assert.IsType<WebhookContent.Unknown>(FlinksWebhook.Read(new byte[] { 0xFF, 0xFE, 0x00, 0x7B }).Content);
        Assert.IsType<WebhookContent.Unknown>(FlinksWebhook.Read(Encoding.UTF8.GetBytes($"{{\"ResponseType\":\"GetAccountsDetail\",\"Accounts\":{new string('[', 100_000)}")).Content);
        Assert.IsType<WebhookContent.Unknown>(FlinksWebhook.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"Login\":", 5000)))).Content);
    }

    [Fact]
    public void A_mark_of_byte_order_does_no_harm() =>
        Assert.IsType<WebhookContent.Accounts>(FlinksWebhook.Read((byte[])[0xEF, 0xBB, 0xBF, .. Samples.Bytes("webhook-getaccountsdetail-200")]).Content);
}
