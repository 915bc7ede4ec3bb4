using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace Flinks.Bff.Tests.Platform.Settings;

/// <summary>What stands where a secret belongs is one, is nobody else's, and stands there once.</summary>
public sealed class SecretSettingsTests
{
    private const string CustomerId = "11111111-2222-3333-4444-555555555555";
    private const string SandboxSecret = "c4569c54-e167-4d34-8de6-f4113bc82414";

    /// <summary>Every setting that holds a secret.</summary>
    private static readonly string[] Settings =
    [
        "Flinks:SecretKey", "Flinks:ApiKey", "Auth:SigningKey", "ResumeUrls:Keys:0:Value", "ResumeUrls:Keys:1:Value", "Webhooks:Keys:0", "Webhooks:Keys:1", "DataProtection:CertificatePassword",
    ];

    /// <summary>Left by whoever should have filled it in.</summary>
    private static readonly string[] Placeholders =
    [
        "changeme", "CHANGE_ME", "change-this", "<your-key>", "<secret>", "your-secret-key", "your_key_here", "todo", "todo: ask Flinks", "fixme", "tbd", "xxx", "xxxxxxxx",
        "api-key-here", "put-it-here", "insert key here", "paste-here", "replace-me", "replaceme", "placeholder",
        "none", "null", "undefined", "${FLINKS_SECRET_KEY}", "{{secret}}", "%SECRET%", "[secret]", "...", "…", "***", "---", "???",
    ];

    /// <summary>Good enough for a stand-in of Flinks, which guards nothing.</summary>
    private static readonly string[] WordsOfTests =
        ["my-secret", "secret", "Secret", "password", "key", "token", "secret-key", "example", "sample", "dummy", "test", "test-key", "secret123"];

    /// <summary>Flinks itself, and not its sandbox.</summary>
    private static readonly (string, string?)[] ForRealPeople = [("Flinks:Instance", "acme"), ("Flinks:ApiBaseUrl", null), ("Flinks:ConnectBaseUrl", null)];

    public static TheoryData<string, string> LeftOver => new(from setting in Settings from placeholder in Placeholders select (setting, placeholder));

    public static TheoryData<string, string> Copies => new(
        from first in Settings.Index()
        from second in Settings.Index()
        where first.Index < second.Index
        select (first.Item, second.Item));

    [Theory]
    [MemberData(nameof(LeftOver))]
    public void A_placeholder_is_no_secret(string setting, string placeholder)
    {
        Assert.Contains($"{setting} is a placeholder", Complaints((setting, placeholder)));
    }

    [Fact]
    public void What_tests_use_is_no_secret_where_real_people_sign_in()
    {
        foreach (var setting in new[] { "Flinks:SecretKey", "Flinks:ApiKey", "Webhooks:Keys:0" })
        {
            foreach (var word in WordsOfTests)
            {
                Assert.Contains($"{setting} is a placeholder", Complaints([(setting, word), .. ForRealPeople]));
                Assert.Empty(Complaints((setting, word)));
            }
        }
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("11111111-1111-1111-1111-111111111111")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("12341234123412341234")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void A_secret_of_Flinks_that_repeats_itself_is_none(string value)
    {
        foreach (var setting in new[] { "Flinks:SecretKey", "Flinks:ApiKey", "Webhooks:Keys:0" })
        {
            Assert.Contains($"{setting} is no random secret: it is one sign or a pattern again and again", Complaints([(setting, value), .. ForRealPeople]));
            Assert.Empty(Complaints((setting, value)));
        }
    }

    public static TheoryData<string, byte[]> NoKeys => new()
    {
        { "zeros", new byte[32] },
        { "one byte", [.. Enumerable.Repeat((byte)7, 64)] },
        { "two halves", [.. "0123456789abcdef0123456789abcdef"u8] },
        { "a pattern, cut off", [.. Enumerable.Range(0, 50).Select(place => (byte)"secret key! "[place % 12])] },
        { "a count", [.. Enumerable.Range(1, 32).Select(number => (byte)number)] },
        { "a count down by threes", [.. Enumerable.Range(1, 40).Select(number => (byte)(200 - (3 * number)))] },
        { "few different bytes", [.. Enumerable.Range(0, 32).Select(number => (byte)(number * number % 11))] },
    };

    [Theory]
    [MemberData(nameof(NoKeys))]
    public void A_key_of_ours_that_nobody_drew_is_none(string what, byte[] key)
    {
        foreach (var setting in new[] { "Auth:SigningKey", "ResumeUrls:Keys:0:Value" })
        {
            Assert.True(Complaints([(setting, Convert.ToBase64String(key)), .. ForRealPeople]).Contains($"{setting} is no random key: it is one byte, a count or a pattern again and again"), what);
        }
    }

    [Theory]
    [InlineData("Auth:SigningKey")]
    [InlineData("ResumeUrls:Keys:0:Value")]
    public void Zeros_are_no_key_anywhere_and_a_pattern_will_do_for_a_stand_in(string setting)
    {
        Assert.Contains($"{setting} is no random key: it is one byte, a count or a pattern again and again", Complaints((setting, Convert.ToBase64String(new byte[32]))));
        Assert.Empty(Complaints((setting, Convert.ToBase64String("0123456789abcdef0123456789abcdef"u8))));
    }

    [Fact]
    public void Random_keys_are_keys()
    {
        for (var tries = 0; tries < 200; tries++)
        {
            Assert.Empty(Complaints(
                ("Auth:SigningKey", Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))),
                ("ResumeUrls:Keys:0:Value", Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(48))),
                ("Flinks:SecretKey", $"{Guid.NewGuid()}"),
                ("Webhooks:Keys:0", System.Security.Cryptography.RandomNumberGenerator.GetHexString(40))));
        }
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void No_two_secrets_are_the_same(string first, string second)
    {
        const string key = "yplxEW3+hpZtxCqXCwLN4YsC4v6Mzh2r2ctBrX4Qk7A=";

        Assert.Contains($"{first} and {second} are the same", Complaints((first, key), (second, key), ("ResumeUrls:Keys:1:Id", "k2")));
    }

    [Theory]
    [InlineData(CustomerId)]
    [InlineData("11111111222233334444555555555555")]
    [InlineData("{11111111-2222-3333-4444-555555555555}")]
    public void A_secret_that_is_the_customer_id_was_swapped(string value)
    {
        foreach (var setting in new[] { "Flinks:SecretKey", "Flinks:ApiKey", "Webhooks:Keys:0" })
        {
            Assert.Contains($"Flinks:CustomerId and {setting} are the same", Complaints((setting, value)));
        }
    }

    [Fact]
    public void A_customer_id_that_is_a_secret_was_swapped()
    {
        Assert.Contains("Flinks:CustomerId is not a GUID", Complaints(("Flinks:CustomerId", "s3cret-of-the-simulator"), ("Flinks:SecretKey", CustomerId)));
    }

    [Theory]
    [InlineData("Flinks:SecretKey", SandboxSecret)]
    [InlineData("Flinks:SecretKey", "C4569C54-E167-4D34-8DE6-F4113BC82414")]
    [InlineData("Flinks:ApiKey", "3d5266a8-b697-48d4-8de6-52e2e2662acc")]
    [InlineData("Auth:SigningKey", "Zm9yIGRldmVsb3BtZW50IG9ubHk6IHNpZ25zIHRva2Vucw==")]
    [InlineData("ResumeUrls:Keys:0:Value", "Zm9yIGRldmVsb3BtZW50IG9ubHk6IHNpZ25zIGFkZHJlc3Nlcw==")]
    public void What_everybody_can_read_is_no_secret_where_real_people_sign_in(string setting, string value)
    {
        var ofOurOwn = Complaints([(setting, value), .. ForRealPeople]);
        var inSandbox = Complaints((setting, value), ("Flinks:Instance", "toolbox"), ("Flinks:ApiBaseUrl", null), ("Flinks:ConnectBaseUrl", null));

        Assert.Equal([$"{setting} is a published sample that everybody knows"], ofOurOwn);
        Assert.Empty(inSandbox);
    }

    private static List<string> Complaints(params (string Name, string? Value)[] different)
    {
        var settings = TestSettings.Sound();
        // A list is counted from its first.
        settings["Webhooks:Keys:0"] = different.Any(setting => setting.Name == "Webhooks:Keys:1") ? "as agreed with Flinks, the first" : null;
        foreach (var (name, value) in different)
        {
            settings[name] = value;
        }

        return [.. SettingsCheck.Complaints(new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build())];
    }
}
