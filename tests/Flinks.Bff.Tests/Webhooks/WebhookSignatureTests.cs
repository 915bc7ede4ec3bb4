using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Webhooks;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>Against vectors that were made elsewhere.</summary>
public sealed class WebhookSignatureTests
{
    private static readonly JsonElement Vectors = JsonDocument.Parse(Sample.Bytes("webhook-hmac-vectors")).RootElement;

    public static TheoryData<string> Files => [.. Vectors.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("file").GetString()!)];

    public static TheoryData<string> Inline => [.. Vectors.GetProperty("inline").EnumerateArray().Select(vector => vector.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_body_verifies_byte_for_byte(string name)
    {
        var vector = Vectors.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("file").GetString() == name);
        var body = Sample.Bytes(Path.GetFileNameWithoutExtension(name));
        var signature = vector.GetProperty("flinks-authenticity-key").GetString();
        byte[][] keys = [Encoding.UTF8.GetBytes(Vectors.GetProperty("secret").GetString()!)];

        Assert.Equal(vector.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(body)));
        Assert.Equal(WebhookVerdict.Verified, WebhookSignature.Verify(body, [signature], keys));
        Assert.Equal(WebhookVerdict.Mismatch, WebhookSignature.Verify([.. body, (byte)'\n'], [signature], keys));
    }

    [Theory]
    [MemberData(nameof(Inline))]
    public void A_made_up_body_verifies_or_does_not(string name)
    {
        var vector = Vectors.GetProperty("inline").EnumerateArray().Single(inline => inline.GetProperty("name").GetString() == name);

        var verdict = WebhookSignature.Verify(
            Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!),
            [vector.GetProperty("signature").GetString()],
            [Encoding.UTF8.GetBytes(vector.GetProperty("secret").GetString()!)]);

        Assert.Equal(vector.GetProperty("valid").GetBoolean(), verdict == WebhookVerdict.Verified);
    }

    [Theory]
    [InlineData(WebhookVerdict.Missing)]
    [InlineData(WebhookVerdict.Missing, null, "")]
    [InlineData(WebhookVerdict.Malformed, "%%%not-base64%%%")]
    [InlineData(WebhookVerdict.Malformed, "AAAA")]
    [InlineData(WebhookVerdict.Malformed, "cbb9c617cd18a7b6dc5cbbd9fa9aee213d7cc3ffc03d13edbb0d8accdb4d108d")]
    [InlineData(WebhookVerdict.Mismatch, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData(WebhookVerdict.Mismatch, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "AAAA")]
    [InlineData(WebhookVerdict.Verified, "y7nGF80Yp7bcXLvZ+pruIT18w//APRPtuw2KzNtNEI0=")]
    [InlineData(WebhookVerdict.Verified, "AAAA", "y7nGF80Yp7bcXLvZ+pruIT18w//APRPtuw2KzNtNEI0=")]
    [InlineData(WebhookVerdict.Verified, "y7nGF80Yp7bcXLvZ+pruIT18w//APRPtuw2KzNtNEI0=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void A_verdict_names_what_is_wrong(WebhookVerdict expected, params string?[] signatures) =>
        Assert.Equal(expected, WebhookSignature.Verify("{\"ResponseType\":\"KYC\"}"u8, signatures, ["another"u8.ToArray(), "secret"u8.ToArray()]));

    [Fact]
    public void Without_a_key_nothing_verifies() =>
        Assert.Equal(WebhookVerdict.Mismatch, WebhookSignature.Verify("{}"u8, [WebhookSteps.Sign("{}"u8.ToArray())], []));
}
