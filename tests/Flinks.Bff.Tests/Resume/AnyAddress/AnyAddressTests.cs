using FsCheck;
using FsCheck.Fluent;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Resume;
using Flinks.Bff.Tests.Platform;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Tests.Resume.AnyAddress;

/// <summary>Signed addresses of every kind, whole and damaged. A failure is shrunk to the smallest that still fails, which the message shows.</summary>
public sealed class AnyAddressTests
{
    private const int Addresses = 300;

    private static readonly string[] Names = [ResumeUrlParameters.Expires, ResumeUrlParameters.KeyId, ResumeUrlParameters.Signature];

    private static readonly ResumeUrlReason[] Forgeries = [ResumeUrlReason.Malformed, ResumeUrlReason.UnknownKey, ResumeUrlReason.Tampered];

    private readonly ManualClock _clock = new();

    [Fact]
    public void A_whole_one_is_ok_under_every_key_until_the_very_second()
    {
        Check(Opening.Any, Gen.Choose(1, 900), Gen.Choose(0, 2), (opening, seconds, key) =>
        {
            var clock = new ManualClock();
            var end = clock.GetUtcNow().AddSeconds(seconds);
            var signed = Signer(clock, key).Sign(opening.Address, end.AddMilliseconds(999));
            var verifier = Signer(clock, 0);

            clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.Ok, end), verifier.Verify(signed));
            clock.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.Expired, end), verifier.Verify(signed));
        });
    }

    [Fact]
    public void A_damaged_one_is_a_forgery_and_never_expired()
    {
        Check(Opening.Any, Damage.Any, Gen.Elements(-1, 8), (opening, damage, minutes) =>
        {
            var signer = Signer(_clock, 0);
            var signed = signer.Sign(opening.Address, _clock.GetUtcNow().AddMinutes(minutes));
            var damaged = damage.To(signed);
            if (damaged == signed)
            {
                return;
            }

            var verdict = signer.Verify(damaged);

            Assert.Contains(verdict.Reason, Forgeries);
            Assert.Null(verdict.ExpiresAt);
        });
    }

    [Fact]
    public void Whatever_is_put_after_the_signature_is_tampered()
    {
        Check(Opening.Any, ArbMap.Default.GeneratorFor<NonEmptyString>(), Gen.Elements(-1, 8), (opening, added, minutes) =>
        {
            var signer = Signer(_clock, 0);
            var addition = string.Concat(added.Get.Split('&', '='));

            var verdict = signer.Verify($"{signer.Sign(opening.Address, _clock.GetUtcNow().AddMinutes(minutes))}~{addition}");

            Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.Tampered), verdict);
        });
    }

    [Fact]
    public void A_parameter_of_ours_that_is_missing_repeated_or_spelled_otherwise_is_malformed_whatever_else_is_wrong()
    {
        Check(Opening.Any, Gen.Elements(Names), Gen.Choose(0, 6), (opening, name, flaw) =>
        {
            var signed = Signer(_clock, 0, known: false).Sign(opening.Address, _clock.GetUtcNow().AddMinutes(-1));
            var part = signed.Split('&').Last(part => part.StartsWith($"{name}=", StringComparison.Ordinal));
            var flawed = flaw switch
            {
                0 => signed.Replace($"&{part}", "", StringComparison.Ordinal),
                1 => $"{signed}&{part}",
                2 => signed.Replace("?", $"?{part}&", StringComparison.Ordinal),
                3 => signed.Replace($"&{name}=", $"&{name.ToUpperInvariant()}=", StringComparison.Ordinal),
                4 => signed.Replace($"&{name}=", $"&%62{name[1..]}=", StringComparison.Ordinal),
                5 => $"{signed}&{name}",
                _ => signed.Replace($"&{name}=", $"#&{name}=", StringComparison.Ordinal),
            };

            Assert.Equal(new ResumeUrlVerdict(ResumeUrlReason.Malformed), Signer(_clock, 0).Verify(flawed));
        });
    }

    [Fact]
    public void Reasons_come_in_their_order_when_everything_is_wrong_at_once()
    {
        Check(Opening.Any, Gen.Elements(true, false), Gen.Elements(true, false), (opening, isKnown, isWhole) =>
        {
            var signed = Signer(_clock, 1, isKnown).Sign(opening.Address, _clock.GetUtcNow().AddMinutes(-1));

            var verdict = Signer(_clock, 0).Verify(isWhole ? signed : $"{signed}x");

            Assert.Equal(!isKnown ? ResumeUrlReason.UnknownKey : isWhole ? ResumeUrlReason.Expired : ResumeUrlReason.Tampered, verdict.Reason);
        });
    }

    /// <summary>The low bits of the last letter mean nothing to a decoder.</summary>
    [Fact]
    public void Only_one_spelling_of_a_signature_is_right()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=";
        var signer = Signer(_clock, 0);
        var signed = signer.Sign("https://toolbox-iframe.private.fin.ag/v2/?a=1", _clock.GetUtcNow().AddMinutes(1));

        var accepted = Alphabet.Select(last => $"{signed[..^1]}{last}").Concat([$"{signed}=", $"{signed}==", $"{signed}%3D"]).Where(url => signer.Verify(url).Reason == ResumeUrlReason.Ok);

        Assert.Equal([signed], accepted);
    }

    private static void Check<TFirst, TSecond, TThird>(Gen<TFirst> first, Gen<TSecond> second, Gen<TThird> third, Action<TFirst, TSecond, TThird> holds) =>
        Prop.ForAll(first.ToArbitrary(), second.ToArbitrary(), third.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Addresses));

    /// <summary>Three keys, of which one signs; the same three verify, unless they are not known.</summary>
    private static ResumeUrlSigner Signer(TimeProvider clock, int first, bool known = true)
    {
        var keys = Enumerable.Range(0, 3).Select(number => (number + first) % 3).Select(number => new NamedKey
        {
            Id = $"{(known ? "k" : "gone")}{number}",
            Value = Convert.ToBase64String([.. Enumerable.Repeat((byte)(number + 1), 32)]),
        });
        return new(Options.Create(new ResumeUrlsOptions { Keys = [.. keys] }), Options.Create(Opening.Flinks), clock);
    }
}
