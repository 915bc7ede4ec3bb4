using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Flinks.Simulator.Webhooks;

/// <summary>Signs webhooks and sends them; what is not answered with exactly 200 is sent again, as Flinks does (flinks/connect.md 10.1).</summary>
internal sealed partial class WebhookSender(SimulatedFlinks flinks, IHttpClientFactory clients, ILogger<WebhookSender> logger)
{
    private const int MostTries = 10;

    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMinutes(30);

    /// <summary>Sends some, one after the other, each until it is taken or was tried often enough.</summary>
    public void Start(params IEnumerable<(string Kind, byte[] Body)> webhooks) => flinks.Webhooks.Watch(Task.Run(async () =>
    {
        foreach (var (kind, body) in webhooks)
        {
            await TryAsync(kind, body, tries: 1);
        }
    }));

    /// <summary>Sends one once.</summary>
    public async Task<SentWebhook> SendAsync(string kind, byte[] body, bool isTampered, CancellationToken cancellationToken)
    {
        var sent = new SentWebhook(flinks.Now, kind, await PostAsync(body, isTampered, cancellationToken), body.Length);
        flinks.Webhooks.Add(sent);
        Log.Sent(logger, kind, body.Length, sent.Status);
        return sent;
    }

    private async Task TryAsync(string kind, byte[] body, int tries)
    {
        var sent = await SendAsync(kind, body, isTampered: false, CancellationToken.None);
        if (sent.Status == StatusCodes.Status200OK || tries == MostTries)
        {
            return;
        }

        // Fires once; nothing else would keep it alive.
        ITimer? timer = null;
        timer = flinks.Clock.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                flinks.Webhooks.Watch(Task.Run(() => TryAsync(kind, body, tries + 1)));
            },
            state: null,
            PauseBetweenTries,
            Timeout.InfiniteTimeSpan);
    }

    private async Task<int?> PostAsync(byte[] body, bool isTampered, CancellationToken cancellationToken)
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(flinks.Options.WebhookKey), body));
        using var request = new HttpRequestMessage(HttpMethod.Post, flinks.Options.WebhookUrl)
        {
            Content = new ByteArrayContent(isTampered ? [.. body, (byte)' '] : body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation(flinks.Options.WebhookHeader, signature);
        try
        {
            using var client = clients.CreateClient(SimulatorRegistration.WebhookClientName);
            using var response = await client.SendAsync(request, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Sent a {Kind} webhook of {Bytes} bytes; answered {Status}.")]
        public static partial void Sent(ILogger logger, string kind, int bytes, int? status);
    }
}
