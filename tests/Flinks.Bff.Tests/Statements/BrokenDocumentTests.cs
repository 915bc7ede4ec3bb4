using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Flinks.Bff.Tests.Platform;
using Flinks.Client;
using Flinks.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.Tests.Statements;

/// <summary>On a real socket, where an answer that has begun can only be cut.</summary>
public sealed class BrokenDocumentTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_that_breaks_off_at_Flinks_does_not_end_well_here(bool isCut)
    {
        await using var simulator = await StartSimulatorAsync();
        using var flinks = new HalfADocument(simulator.GetTestServer().CreateHandler(), isCut);
        await using var host = await KestrelHost.StartAsync(Keys(new SimulatorOptions()), services: services =>
            services.AddHttpClient(FlinksClientRegistration.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => flinks));
        using var alice = host.As("alice");
        var statements = $"/api/v1/connections/{await ConnectAsync(alice)}/statements";
        var list = await alice.GetFromJsonAsync<JsonElement>(statements, TestContext.Current.CancellationToken);
        var address = $"{statements}/{list.GetProperty("statements")[0].GetProperty("statementId").GetString()}";

        using var response = await alice.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var document = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await document.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        flinks.BreakOff();

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        await Assert.ThrowsAnyAsync<IOException>(() => document.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
    }

    /// <summary>The keys that the simulator knows.</summary>
    private static Dictionary<string, string?> Keys(SimulatorOptions known) => new()
    {
        ["Flinks:CustomerId"] = $"{known.CustomerId}",
        ["Flinks:SecretKey"] = known.SecretKey,
        ["Flinks:ApiKey"] = known.ApiKey,
    };

    private static async Task<Guid> ConnectAsync(HttpClient alice)
    {
        using var linked = await alice.PostAsJsonAsync("/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId }, TestContext.Current.CancellationToken);
        return (await linked.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("connectionId").GetGuid();
    }

    private static async Task<WebApplication> StartSimulatorAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddFlinksSimulator();
        var app = builder.Build();
        app.MapFlinksSimulator();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    /// <summary>Flinks, but for a statement: it is listed, and opened it breaks off in its middle, when it is told to.</summary>
    private sealed class HalfADocument(HttpMessageHandler flinks, bool isCut) : DelegatingHandler(flinks)
    {
        private static readonly string Document = Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.4\n".PadRight(1 << 20)));

        private static readonly byte[] Whole = JsonSerializer.SerializeToUtf8Bytes(new
        {
            HttpStatusCode = 200,
            StatementsByAccount = new[]
            {
                new { AccountNumber = "1", Statements = new[] { new { UniqueId = "of 1", FileType = "PDF", Base64Bytes = Document } } },
            },
        });

        private readonly Pipe _half = new(new PipeOptions(pauseWriterThreshold: 0));
        private bool _isListed;

        public void BreakOff() => _half.Writer.Complete(isCut ? new IOException("The line is cut.") : null);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/GetStatements", StringComparison.Ordinal))
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (!_isListed)
            {
                _isListed = true;
                return Answer(new ByteArrayContent(Whole));
            }

            await _half.Writer.WriteAsync(Whole.AsMemory(0, Whole.Length / 2), cancellationToken);
            return Answer(new StreamContent(_half.Reader.AsStream()));
        }

        private static HttpResponseMessage Answer(HttpContent body)
        {
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = body };
        }
    }
}
