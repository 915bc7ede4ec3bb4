using System.Net.Http.Headers;

namespace Flinks.Simulator.Webhooks;

/// <summary>Signs webhooks and sends them; what is not answered with exactly 200 is sent again, as Flinks does (flinks/connect.md 10.1).</summary>
internal sealed partial class WebhookSender(SimulatedFlinks flinks, IHttpClientFactory clients, ILogger<WebhookSender> logger)
{
    public const int MostTries = 10;

    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMinutes(30);

    /// <summary>Sends some, one after the other, each until it is taken or was tried often enough.</summary>
    public void Start(params IEnumerable<WebhookDelivery> deliveries) => flinks.Webhooks.Watch(Task.Run(async () =>
    {
        foreach (var delivery in deliveries)
        {
            await TryAsync(delivery, number: 1);
        }
    }));

    /// <summary>Sends some once the simulator's clock has come so far.</summary>
    public void StartAfter(TimeSpan time, params IReadOnlyList<WebhookDelivery> deliveries)
    {
        if (time == TimeSpan.Zero)
        {
            Start(deliveries);
            return;
        }

        Later(time, () => Start(deliveries));
    }

    /// <summary>Sends one once.</summary>
    public Task<SentWebhook> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        SendAsync(delivery, NextNumber(delivery), mayTryAgain: false, cancellationToken);

    private async Task TryAsync(WebhookDelivery delivery, int number)
    {
        var sent = await SendAsync(delivery, number, number < MostTries, CancellationToken.None);
        if (sent.NextTryAt is not null)
        {
            Later(PauseBetweenTries, () => flinks.Webhooks.Watch(Task.Run(() => TryAsync(delivery, number + 1))));
        }
    }

    private async Task<SentWebhook> SendAsync(WebhookDelivery delivery, int number, bool mayTryAgain, CancellationToken cancellationToken)
    {
        var at = flinks.Now;
        var status = await PostAsync(delivery, cancellationToken);
        var sent = new SentWebhook(at, delivery.Kind, status, delivery.Body.Length)
        {
            Id = delivery.Id,
            LoginId = delivery.LoginId,
            Try = number,
            NextTryAt = mayTryAgain && status != StatusCodes.Status200OK ? flinks.Now + PauseBetweenTries : null,
            Flaw = delivery.Flaw,
        };
        flinks.Webhooks.Add(sent, delivery);
        Log.Sent(logger, delivery.Kind, delivery.Body.Length, status);
        return sent;
    }

    private int NextNumber(WebhookDelivery delivery) => 1 + flinks.Webhooks.All.Count(sent => sent.Id == delivery.Id);

    private async Task<int?> PostAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        using var request = RequestOf(delivery);
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
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody answered in time.
            return null;
        }
    }

    private HttpRequestMessage RequestOf(WebhookDelivery delivery)
    {
        var body = delivery.Flaw == SignatureFlaw.BodyChanged ? [.. delivery.Body, (byte)' '] : delivery.Body;
        var request = new HttpRequestMessage(HttpMethod.Post, flinks.Options.WebhookUrl)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (WebhookSignature.Of(delivery.Body, flinks.Options.WebhookKey, delivery.Flaw) is { } signature)
        {
            request.Headers.TryAddWithoutValidation(flinks.Options.WebhookHeader, signature);
        }

        return request;
    }

    private void Later(TimeSpan time, Action action)
    {
        // Fires once; nothing else would keep it alive.
        ITimer? timer = null;
        timer = flinks.Clock.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                action();
            },
            state: null,
            time,
            Timeout.InfiniteTimeSpan);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Sent a {Kind} webhook of {Bytes} bytes; answered {Status}.")]
        public static partial void Sent(ILogger logger, string kind, int bytes, int? status);
    }
}
