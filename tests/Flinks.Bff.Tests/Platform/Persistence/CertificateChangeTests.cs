using System.Text;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>The certificate is replaced while instances run: known everywhere first, then the one that seals, then, after a rekeying, the only one.</summary>
public sealed class CertificateChangeTests : IDisposable
{
    private const string Current = "DataProtection:CertificatePath";
    private const string CurrentPassword = "DataProtection:CertificatePassword";
    private const string Previous = "DataProtection:PreviousCertificates:0:Path";
    private const string PreviousPassword = "DataProtection:PreviousCertificates:0:Password";
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    private readonly TestCertificates _certificates = new();
    private Dictionary<string, string?> _settings = [];

    [Fact]
    public async Task An_instance_that_knows_it_as_previous_lives_beside_one_that_seals_with_it()
    {
        var (old, young) = (_certificates.Make(), _certificates.Make());
        await using var bff = await StartAsync(old, young);
        var alices = await bff.As("alice").ConnectAsync(Login);

        Set(young, old);
        await using var swapped = await bff.StartAnotherAsync();
        var bobs = await swapped.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId);

        Assert.Equal(200, (await swapped.As("alice").RetrieveAsync(alices.ConnectionId)).Status);
        Assert.Equal(200, (await bff.As("bob").RetrieveAsync(bobs.ConnectionId)).Status);
        Assert.Equal((200, 200), (await ReadyAsync(bff), await ReadyAsync(swapped)));
    }

    [Fact]
    public async Task After_a_rekeying_the_old_one_is_not_needed_any_more()
    {
        var (old, young) = (_certificates.Make(), _certificates.Make());
        await using var bff = await StartAsync(old, null);
        var linked = await bff.As("alice").ConnectAsync(Login);
        Set(young, old);
        await bff.RestartAsync();

        var told = await bff.RekeyAsync();
        Set(young, null);
        await bff.RestartAsync();
        var read = await bff.As("alice").RetrieveAsync(linked.ConnectionId);

        Assert.Contains("1 of 1 keys of the ring were sealed anew by the certificate.", told);
        Assert.Equal((200, 200), (read.Status, await ReadyAsync(bff)));
    }

    [Fact]
    public async Task Before_a_rekeying_the_old_one_is_missed_and_nothing_is_lost()
    {
        var (old, young) = (_certificates.Make(), _certificates.Make());
        await using var bff = await StartAsync(old, null);
        var linked = await bff.As("alice").ConnectAsync(Login);

        Set(young, null);
        var refusal = await Assert.ThrowsAsync<UnreadableKeysException>(bff.StartAnotherAsync);
        Set(young, old);
        await bff.RestartAsync();

        Assert.Contains("DataProtection:PreviousCertificates", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await bff.As("alice").RetrieveAsync(linked.ConnectionId)).Status);
    }

    [Fact]
    public async Task A_previous_one_seals_nothing()
    {
        var (current, previous) = (_certificates.Make(), _certificates.Make());
        await using var bff = await StartAsync(current, previous);
        await bff.As("alice").ConnectAsync(Login);

        Set(current, null);
        await bff.RestartAsync();

        Assert.Equal(200, await ReadyAsync(bff));
    }

    [Fact]
    public async Task An_expired_one_goes_on_sealing_and_opening()
    {
        await using var bff = await StartAsync(_certificates.Make(expires: BffHost.Start.AddYears(-1)), null);
        var linked = await bff.As("alice").ConnectAsync(Login);

        await bff.RestartAsync();

        Assert.Equal(200, (await bff.As("alice").RetrieveAsync(linked.ConnectionId)).Status);
    }

    [Fact]
    public async Task Keys_that_lay_open_are_sealed_by_a_rekeying()
    {
        await using var bff = await StartAsync(null, null);
        var linked = await bff.As("alice").ConnectAsync(Login);
        Set(_certificates.Make(), null);
        await bff.RestartAsync();
        var before = await ReportAsync(bff);

        await bff.RekeyAsync();

        Assert.True(before.Ring.LiesOpen);
        Assert.Contains(bff.Logs.Lines, line => line.Text.Contains("rekey", StringComparison.Ordinal));
        Assert.False((await ReportAsync(bff)).Ring.LiesOpen);
        Assert.All(await RingAsync(bff), key => Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal));
        await bff.RestartAsync();
        Assert.Equal(200, (await bff.As("alice").RetrieveAsync(linked.ConnectionId)).Status);
    }

    [Fact]
    public async Task Without_a_certificate_a_rekeying_lays_nothing_open_that_was_sealed()
    {
        var certificate = _certificates.Make();
        await using var bff = await StartAsync(certificate, null);
        var sealedRing = await RingAsync(bff);
        Set(null, certificate);
        await bff.RestartAsync();

        var told = await bff.RekeyAsync();

        Assert.Contains(told, line => line.Contains(Current, StringComparison.Ordinal));
        Assert.Equal(sealedRing, (await RingAsync(bff)).Take(sealedRing.Count));
        Assert.Equal(200, await ReadyAsync(bff));
    }

    [Theory]
    [InlineData("wrong password", PreviousPassword)]
    [InlineData("no RSA key", Previous)]
    [InlineData("no certificate", Previous)]
    [InlineData("no file", Previous)]
    public async Task A_previous_one_that_is_of_no_use_ends_the_start_by_name(string flaw, string named)
    {
        var path = flaw == "no RSA key" ? _certificates.MakeWithoutRsa() : flaw == "wrong password" ? _certificates.Make() : _certificates.NewFile();
        if (flaw == "no certificate")
        {
            await File.WriteAllTextAsync(path, "hunter2", TestContext.Current.CancellationToken);
        }

        var exception = await Assert.ThrowsAsync<StartupException>(() => BffHost.StartAsync(settings =>
        {
            settings[Previous] = path;
            settings[PreviousPassword] = flaw == "wrong password" ? "hunter2" : TestCertificates.Password;
        }));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(path, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _certificates.Dispose();

    private static async Task<int> ReadyAsync(BffHost bff) => (await bff.AsNobody().GetAsync("/health/ready")).Status;

    private static Task<KeysState> ReportAsync(BffHost bff) => bff.Services.GetRequiredService<KeysReport>().ReadAsync(TestContext.Current.CancellationToken);

    private static Task<List<string>> RingAsync(BffHost bff) => bff.ReadAsync(async db =>
    {
        var keys = await db.Keys.Where(key => key.Name.StartsWith("ring:")).OrderBy(key => key.Id).ToListAsync(TestContext.Current.CancellationToken);
        return keys.ConvertAll(key => Encoding.UTF8.GetString(key.Value));
    });

    private Task<BffHost> StartAsync(string? current, string? previous) => BffHost.StartAsync(settings =>
    {
        _settings = settings;
        Set(current, previous);
    });

    private void Set(string? current, string? previous)
    {
        foreach (var (name, value) in new[] { (Current, current), (CurrentPassword, current), (Previous, previous), (PreviousPassword, previous) })
        {
            _settings.Remove(name);
            if (value is not null)
            {
                _settings[name] = name.EndsWith("Password", StringComparison.Ordinal) ? TestCertificates.Password : value;
            }
        }
    }
}
