using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flinks.Client.Tests.Http;

/// <summary>Over a real socket: what the framework itself would tell is the danger.</summary>
public sealed class PrivacyTests
{
    private static readonly LoginId CanaryLogin = new(Guid.Parse("ca11a12e-1111-4111-8111-111111111111"));
    private static readonly RequestId CanaryRequest = new(Guid.Parse("ca11a12e-2222-4222-8222-222222222222"));

    [Fact]
    public async Task No_address_or_key_stands_in_traces_or_logs()
    {
        var told = new ConcurrentQueue<string>();
        using var listener = Listen(activity => told.Enqueue(Tell(activity)));
        await using var server = new OneAnswerServer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var flinks = OverSocket(server, told);

        await flinks.Client.PollAsync(CanaryRequest, TestContext.Current.CancellationToken);
        await flinks.Client.DeleteCardAsync(CanaryLogin, TestContext.Current.CancellationToken);
        await flinks.Client.MintTokenAsync(TestContext.Current.CancellationToken);

        var everything = string.Join('\n', told);
        Assert.Contains("Flinks GetAccountsDetailAsync", everything, StringComparison.Ordinal);
        Assert.Contains("url.template=/BankingServices/DeleteCard/{loginId}", everything, StringComparison.Ordinal);
        Assert.Contains("http.response.status_code=400", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("ca11a12e", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("the-secret-key", everything, StringComparison.Ordinal);
        Assert.Contains(server.Received, request => request.Contains("ca11a12e", StringComparison.Ordinal));
        Assert.All(server.Received, request => Assert.Contains("traceparent: 00-", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var target = new OneAnswerServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var server = new OneAnswerServer($"HTTP/1.1 302 Found\r\nLocation: {target.Address}/elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var flinks = OverSocket(server, told: []);

        var outcome = await flinks.Client.MintTokenAsync(TestContext.Current.CancellationToken);

        Assert.IsType<FlinksOutcome.Failed>(outcome);
        Assert.Empty(target.Received);
    }

    [Fact]
    public async Task An_answer_that_unpacks_without_end_is_an_outcome()
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var written = 0; written <= BufferedContent.MaxBytes; written += zeros.Length)
            {
                await zip.WriteAsync(zeros, TestContext.Current.CancellationToken);
            }
        }

        await using var server = new OneAnswerServer(
            $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\nConnection: close\r\n\r\n{Encoding.Latin1.GetString(packed.ToArray())}");
        await using var flinks = OverSocket(server, told: []);

        var outcome = await flinks.Client.MintTokenAsync(TestContext.Current.CancellationToken);

        Assert.IsType<FlinksOutcome.Failed>(outcome);
    }

    [Fact]
    public async Task Nobody_listening_is_an_outcome()
    {
        string address;
        await using (var gone = new OneAnswerServer(""))
        {
            address = gone.Address;
        }

        await using var flinks = new TestFlinks(options => options.ApiBaseUrl = $"{address}/v3", UseSockets);

        var outcome = await flinks.Client.SummarizeAsync(CanaryRequest, TestContext.Current.CancellationToken);

        Assert.IsType<FlinksOutcome.Unavailable>(outcome);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_an_outcome()
    {
        await using var server = new OneAnswerServer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"HttpStatusCode\"");
        await using var flinks = OverSocket(server, told: []);

        var outcome = await flinks.Client.SummarizeAsync(CanaryRequest, TestContext.Current.CancellationToken);

        Assert.IsType<FlinksOutcome.Unavailable>(outcome);
    }

    private static TestFlinks OverSocket(OneAnswerServer server, ConcurrentQueue<string> told) => new(
        options => options.ApiBaseUrl = $"{server.Address}/v3",
        services =>
        {
            UseSockets(services);
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new TellingLogger(told)));
        });

    private static void UseSockets(IServiceCollection services) =>
        services.AddHttpClient(FlinksClientRegistration.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => FlinksClientRegistration.PrimaryHandler(new FlinksOptions()));

    private static ActivityListener Listen(Action<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Tell(Activity activity) =>
        $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', activity.Events.Select(e => e.Name))}";

    /// <summary>Gives every connection the same bytes and closes it.</summary>
    private sealed class OneAnswerServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly ConcurrentQueue<string> _received = new();
        private readonly CancellationTokenSource _stopping = new();
        private readonly Task _serving;

        public OneAnswerServer(string answer)
        {
            _listener.Start();
            _serving = ServeAsync(answer);
        }

        public string Address => $"http://{_listener.LocalEndpoint}";

        public IReadOnlyCollection<string> Received => _received;

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _serving;
            _listener.Stop();
            _stopping.Dispose();
        }

        private async Task ServeAsync(string answer)
        {
            try
            {
                while (true)
                {
                    using var connection = await _listener.AcceptTcpClientAsync(_stopping.Token);
                    var request = new byte[16 * 1024];
                    var length = await connection.GetStream().ReadAsync(request);
                    _received.Enqueue(Encoding.ASCII.GetString(request, 0, length));
                    await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer));
                }
            }
            catch (OperationCanceledException)
            {
                // Stopped.
            }
        }
    }

    private sealed class TellingLogger(ConcurrentQueue<string> told) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            told.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            told.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
