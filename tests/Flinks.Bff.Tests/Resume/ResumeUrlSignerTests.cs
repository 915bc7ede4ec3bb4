using System.Security.Cryptography;
using System.Text;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Resume;
using Flinks.Bff.Tests.Platform;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Tests.Resume;

public sealed class ResumeUrlSignerTests
{
    private const string Connect = "https://toolbox-iframe.private.fin.ag/v2/";
    private const string Url = $"{Connect}?requestId=9d3a&authorizeToken=t%2Bk&theme=dark";

    private static readonly byte[] FirstKey = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] SecondKey = [.. Enumerable.Repeat((byte)2, 32)];

    private readonly ManualClock _clock = new();

    private DateTimeOffset InTime => _clock.GetUtcNow().AddMinutes(8);

    [Fact]
    public void The_signature_is_last_and_covers_every_byte_before_it()
    {
        var signed = $"{Url}&bff_expires={InTime.ToUnixTimeSeconds()}&bff_kid=k1";
        var signature = TestTokens.Encode(HMACSHA256.HashData(FirstKey, Encoding.UTF8.GetBytes(signed)));

        Assert.Equal($"{signed}&bff_signature={signature}", Signer(("k1", FirstKey)).Sign(Url, InTime));
    }

    [Theory]
    [InlineData(Connect)]
    [InlineData(Url)]
    [InlineData($"{Connect}Credential/14?authorizeToken=t")]
    public void What_was_signed_is_ok_until_it_expires(string url)
    {
        var signer = Signer(("k1", FirstKey));
        var signed = signer.Sign(url, InTime);

        var early = signer.Verify(signed);
        _clock.Advance(TimeSpan.FromMinutes(8));
        var late = signer.Verify(signed);

        Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.Ok, InTime.AddMinutes(-8)), early);
        Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.Expired, InTime.AddMinutes(-8)), late);
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var signer = Signer(("k1", FirstKey), ("k2", SecondKey));
        var signed = signer.Sign(Url, InTime);

        Assert.All(
            from position in Enumerable.Range(0, signed.Length)
            from letter in "0aZ&=#?%/"
            where signed[position] != letter
            select $"{signed[..position]}{letter}{signed[(position + 1)..]}",
            changed => AssertForged(signer.Verify(changed)));
    }

    [Fact]
    public void Every_added_removed_or_moved_byte_is_noticed()
    {
        var signer = Signer(("k1", FirstKey), ("k2", SecondKey));
        var signed = signer.Sign(Url, InTime);

        Assert.All(
            Enumerable.Range(0, signed.Length).SelectMany(position => new[]
            {
                signed.Insert(position, "0"),
                signed.Insert(position, "&x=1"),
                signed.Insert(position, "%"),
                signed.Remove(position, 1),
                signed.Remove(position, 1) + signed[position],
            }).Where(changed => changed != signed),
            changed => AssertForged(signer.Verify(changed)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("connect")]
    [InlineData("http://toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://evil.example/v2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag:8443/v2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag@evil.example/v2/?a=1")]
    [InlineData("https://me@toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag/v3/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag/v22/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag/v2?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag/v2/../v3/?a=1")]
    [InlineData("javascript:alert(1)//https://toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag/v2/%2e%2e/v3/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag/v2/.%2E/v3/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag/v2/..\\v3/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag/V2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag//v2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag./v2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag:443443/v2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag\\@evil.example/v2/?a=1")]
    [InlineData("https://evil.example\\@toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://evil.example#@toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://evil.example?@toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://:@toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag.evil.example/v2/?a=1")]
    [InlineData("https://xn--toolbox-iframe-abc.private.fin.ag/v2/?a=1")]
    [InlineData("https://toolbox\u2010iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://tооlbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https:toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https:/toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https:\\\\toolbox-iframe.private.fin.ag\\v2\\?a=1")]
    [InlineData("//toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("view-source:https://toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("blob:https://toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData(" https://toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("\u0001https://toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://toolbox-iframe.pri\nvate.fin.ag/v2/?a=1")]
    [InlineData("htt\tps://toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://toolbox-iframe.private.fin.ag:443/v2/?a=1")]
    [InlineData("HTTPS://toolbox-iframe.private.fin.ag/v2/?a=1")]
    [InlineData("https://TOOLBOX-iframe.private.fin.ag/v2/?a=1")]
    public void Foreign_addresses_are_malformed_even_when_signed(string url)
    {
        var signer = Signer(("k1", FirstKey));

        Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.Malformed), signer.Verify(signer.Sign(url, InTime)));
    }

    [Theory]
    [InlineData("bff_expires=1&")]
    [InlineData("bff_kid=k2&")]
    [InlineData("bff_signature=x&")]
    [InlineData("bff%5Fkid=k2&")]
    [InlineData("%62ff_expires=1&")]
    [InlineData("BFF_KID=k2&")]
    [InlineData("bff_kid&")]
    public void A_repeated_parameter_is_malformed_however_it_is_spelled(string repeated)
    {
        var signer = Signer(("k1", FirstKey));

        var changed = signer.Sign(Url, InTime).Replace("?", $"?{repeated}", StringComparison.Ordinal);

        Assert.Equal(ResumeUrlReason.Malformed, signer.Verify(changed).Reason);
    }

    [Theory]
    [InlineData("253402300800")]
    [InlineData("9223372036854775807")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("")]
    public void An_expiry_that_is_no_instant_is_malformed_even_when_signed(string expires)
    {
        var signer = Signer(("k1", FirstKey));
        var unsigned = $"{Url}&bff_expires={expires}&bff_kid=k1";
        var signature = TestTokens.Encode(HMACSHA256.HashData(FirstKey, Encoding.UTF8.GetBytes(unsigned)));

        Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.Malformed), signer.Verify($"{unsigned}&bff_signature={signature}"));
    }

    [Theory]
    [InlineData("bff_expires")]
    [InlineData("bff_kid")]
    [InlineData("bff_signature")]
    public void A_missing_parameter_is_malformed(string name)
    {
        var signer = Signer(("k1", FirstKey));

        var changed = signer.Sign(Url, InTime).Replace($"&{name}=", "&other=", StringComparison.Ordinal);

        Assert.Equal(ResumeUrlReason.Malformed, signer.Verify(changed).Reason);
    }

    [Theory]
    [InlineData("&x=1")]
    [InlineData("#fragment")]
    [InlineData("=")]
    [InlineData("%20")]
    public void Anything_after_the_signature_is_tampered(string added)
    {
        var signer = Signer(("k1", FirstKey));

        Assert.Equal(ResumeUrlReason.Tampered, signer.Verify(signer.Sign(Url, InTime) + added).Reason);
    }

    [Fact]
    public void A_key_that_is_gone_is_unknown()
    {
        var signed = Signer(("k1", FirstKey)).Sign(Url, InTime);

        Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.UnknownKey), Signer(("k2", SecondKey)).Verify(signed));
    }

    [Fact]
    public void A_new_key_signs_and_the_old_one_still_verifies()
    {
        var before = Signer(("k1", FirstKey)).Sign(Url, InTime);
        var after = Signer(("k2", SecondKey), ("k1", FirstKey));

        Assert.Equal(ResumeUrlReason.Ok, after.Verify(before).Reason);
        Assert.Contains("&bff_kid=k2&", after.Sign(Url, InTime), StringComparison.Ordinal);
    }

    [Fact]
    public void A_forged_address_is_never_called_expired()
    {
        var forged = Signer(("k1", SecondKey)).Sign(Url, _clock.GetUtcNow().AddDays(-1));

        Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.Tampered), Signer(("k1", FirstKey)).Verify(forged));
    }

    private static void AssertForged(ResumeUrlVerdict verdict)
    {
        Assert.Contains(verdict.Reason, new[] { ResumeUrlReason.Malformed, ResumeUrlReason.UnknownKey, ResumeUrlReason.Tampered });
        Assert.Null(verdict.ExpiresAt);
    }

    private ResumeUrlSigner Signer(params (string Id, byte[] Secret)[] keys) => new(
        Options.Create(new ResumeUrlsOptions
        {
            Keys = [.. keys.Select(key => new NamedKey { Id = key.Id, Value = Convert.ToBase64String(key.Secret) })],
        }),
        Options.Create(new FlinksOptions { Instance = "toolbox" }),
        _clock);
}
