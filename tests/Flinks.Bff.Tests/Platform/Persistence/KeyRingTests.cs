using System.Text;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>The keys that seal what is stored are themselves sealed by the certificate.</summary>
public sealed class KeyRingTests : IDisposable
{
    private const string PathSetting = "DataProtection:CertificatePath";
    private const string PasswordSetting = "DataProtection:CertificatePassword";

    private readonly TestCertificates _certificates = new();
    private Dictionary<string, string?> _settings = [];

    [Fact]
    public async Task With_the_certificate_stored_logins_are_read_again_after_a_restart()
    {
        await using var bff = await StartAsync(_certificates.Make());
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        await bff.RestartAsync();
        var read = await bff.As("alice").RetrieveAsync(linked.ConnectionId);

        Assert.Equal(200, read.Status);
        Assert.Equal(200, (await bff.AsNobody().GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task The_certificate_seals_every_key_of_the_ring()
    {
        await using var bff = await StartAsync(_certificates.Make());

        var keys = await RingAsync(bff);

        Assert.All(keys, key => Assert.Contains("EncryptedData", key, StringComparison.Ordinal));
        Assert.All(keys, key => Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal));
        Assert.NotEmpty(keys);
    }

    [Fact]
    public async Task Without_a_certificate_the_log_warns_that_the_keys_lie_open()
    {
        await using var bff = await BffHost.StartAsync();

        Assert.Contains(bff.Logs.Lines, line => line.Text.Contains(PathSetting, StringComparison.Ordinal));
        Assert.All(await RingAsync(bff), key => Assert.Contains("<masterKey", key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_certificate_that_sealed_them_the_start_ends_in_one_sentence()
    {
        await using var bff = await StartAsync(_certificates.Make());
        var before = await RingAsync(bff);

        _settings.Remove(PathSetting);
        var without = await Assert.ThrowsAsync<UnreadableKeysException>(bff.StartAnotherAsync);
        _settings[PathSetting] = _certificates.Make();
        var withAnother = await Assert.ThrowsAsync<UnreadableKeysException>(bff.StartAnotherAsync);

        Assert.Contains(PathSetting, without.Message, StringComparison.Ordinal);
        Assert.IsType<StartupException>(withAnother, exactMatch: false);
        Assert.Equal(before, await RingAsync(bff));
    }

    [Fact]
    public async Task A_certificate_can_be_introduced_later()
    {
        await using var bff = await BffHost.StartAsync(settings => _settings = settings);
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        _settings[PathSetting] = _certificates.Make();
        _settings[PasswordSetting] = TestCertificates.Password;
        await bff.RestartAsync();
        var read = await bff.As("alice").RetrieveAsync(linked.ConnectionId);

        Assert.Equal(200, read.Status);
    }

    [Fact]
    public async Task A_wrong_password_ends_the_start_in_one_sentence_that_does_not_hold_it()
    {
        var path = _certificates.Make();

        var exception = await Assert.ThrowsAsync<StartupException>(() => BffHost.StartAsync(settings =>
        {
            settings[PathSetting] = path;
            settings[PasswordSetting] = "wrong-horse";
        }));

        Assert.Contains(PasswordSetting, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-horse", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public async Task A_file_that_is_no_certificate_ends_the_start_in_one_sentence()
    {
        var path = _certificates.NewFile();
        await File.WriteAllTextAsync(path, "not a certificate", TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<StartupException>(() => BffHost.StartAsync(settings => settings[PathSetting] = path));

        Assert.Contains(PathSetting, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _certificates.Dispose();

    private Task<BffHost> StartAsync(string certificate) => BffHost.StartAsync(settings =>
    {
        settings[PathSetting] = certificate;
        settings[PasswordSetting] = TestCertificates.Password;
        _settings = settings;
    });

    private static Task<List<string>> RingAsync(BffHost bff) => bff.ReadAsync(async db =>
    {
        var keys = await db.Keys.Where(key => key.Name.StartsWith("ring:")).OrderBy(key => key.Id).ToListAsync(TestContext.Current.CancellationToken);
        return keys.ConvertAll(key => Encoding.UTF8.GetString(key.Value));
    });
}
