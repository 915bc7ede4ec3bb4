using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flinks.Bff.Operations.Doctor;
using Flinks.Bff.Tests.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Operations;

/// <summary>What the doctor reads out of the settings and of what they lead to.</summary>
public sealed class DoctorOfSetupTests : IDisposable
{
    private const string Authority = "https://login.example.test";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"flinks-bff-{Guid.NewGuid():N}.pfx");

    [Theory]
    [InlineData(31, Verdict.Ok, "It is good until 2026-04-02.")]
    [InlineData(29, Verdict.Warning, "It expires on 2026-03-31.")]
    [InlineData(-1, Verdict.Warning, "It expired on 2026-03-01.")]
    public async Task A_certificate_is_replaced_in_time(int days, Verdict verdict, string text)
    {
        WriteCertificate(BffHost.Start.AddDays(days));
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["DataProtection:CertificatePath"] = _file;
            settings["DataProtection:CertificatePassword"] = "correct-horse-battery-staple";
        });

        var findings = await bff.ExamineAsync();

        Assert.Equal((verdict, text), (findings["key certificate"].Verdict, findings["key certificate"].Text));
        Assert.Equal(Verdict.Ok, findings["keys"].Verdict);
    }

    [Fact]
    public async Task Keys_without_a_certificate_are_told()
    {
        await using var bff = await BffHost.StartAsync();

        Assert.Equal(Verdict.Warning, (await bff.ExamineAsync())["key certificate"].Verdict);
    }

    [Fact]
    public async Task Redirects_say_what_Flinks_has_to_be_told()
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["Bff:PublicUrl"] = "https://bff.example.test/";
            settings["Connect:RedirectUrls:0"] = "https://app.example.test/bank";
        });

        var finding = (await bff.ExamineAsync())["redirects"];

        Assert.Equal((Verdict.Ok, "1 allowed; Flinks sends people back to https://bff.example.test/api/v1/connect-callback."), (finding.Verdict, finding.Text));
        Assert.Contains("bff.example.test", finding.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example.test", Verdict.Ok)]
    [InlineData("http://app.example.test", Verdict.Warning)]
    public async Task Origins_in_plain_http_are_told(string origin, Verdict verdict)
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Cors:Origins:0"] = origin);

        Assert.Equal(verdict, (await bff.ExamineAsync())["cors origins"].Verdict);
    }

    [Theory]
    [InlineData(ProviderState.Well, Verdict.Ok)]
    [InlineData(ProviderState.WithoutKeys, Verdict.Broken)]
    [InlineData(ProviderState.Nonsense, Verdict.Broken)]
    [InlineData(ProviderState.Away, Verdict.Broken)]
    public async Task An_identity_provider_has_to_answer_with_its_keys(ProviderState state, Verdict verdict)
    {
        using var provider = new Provider { State = ProviderState.Well };
        await using var bff = await BffHost.StartAsync(
            settings => (settings["Auth:Authority"], settings["Auth:Issuer"], settings["Auth:SigningKey"]) = (Authority, null, null),
            services => services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = provider));
        provider.State = state;

        // Nobody gets in without a token of this provider, so that the doctor is asked beside the door.
        var report = await bff.Services.GetRequiredService<DoctorService>().RunAsync(actor: null, new DoctorVisit(null), TestContext.Current.CancellationToken);

        Assert.Equal(verdict, report.Findings.Single(finding => finding.Name == "identity provider").Verdict);
    }

    public void Dispose() => File.Delete(_file);

    private void WriteCertificate(DateTimeOffset expires)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(BffHost.Start.AddYears(-1), expires);
        File.WriteAllBytes(_file, certificate.Export(X509ContentType.Pfx, "correct-horse-battery-staple"));
    }

    public enum ProviderState
    {
        Well,
        WithoutKeys,
        Nonsense,
        Away,
    }

    private sealed class Provider : HttpMessageHandler
    {
        private readonly RSA _key = RSA.Create(2048);

        public ProviderState State { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => State switch
        {
            ProviderState.Away => throw new HttpRequestException("Connection refused."),
            ProviderState.Nonsense => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") }),
            _ => Task.FromResult(new HttpResponseMessage { Content = JsonContent.Create(request.RequestUri?.AbsolutePath == "/keys" ? Keys() : new { issuer = Authority, jwks_uri = $"{Authority}/keys" }) }),
        };

        protected override void Dispose(bool disposing)
        {
            _key.Dispose();
            base.Dispose(disposing);
        }

        private object Keys()
        {
            var parameters = _key.ExportParameters(false);
            var published = new { kty = "RSA", use = "sig", kid = "r1", n = Convert.ToBase64String(parameters.Modulus!).TrimEnd('=').Replace('+', '-').Replace('/', '_'), e = "AQAB" };
            return new { keys = State == ProviderState.WithoutKeys ? [] : new[] { published } };
        }
    }
}
