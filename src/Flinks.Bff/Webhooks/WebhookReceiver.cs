using System.Security.Cryptography;
using System.Text;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Webhooks;

/// <summary>
/// Takes webhooks in: raw bytes, verified, stored, and answered, all before anybody looks at what they say. Flinks counts anything but 200
/// as failure and sends it again up to ten times (flinks/connect.md 10.1), so whatever is signed is taken.
/// </summary>
public sealed partial class WebhookReceiver(
    WebhookStore store, WebhookWork work, Sealer sealer, WebhookMetrics metrics, IOptions<WebhooksOptions> options, TimeProvider time, ILogger<WebhookReceiver> logger)
{
    /// <summary>Flinks' pages disagree about the header's name (flinks/connect.md 10.3).</summary>
    private static readonly string[] DocumentedHeaders = ["flinks-authenticity-key", "X-Flinks-Signature"];

    private readonly byte[][] _keys = [.. options.Value.Keys.Select(Encoding.UTF8.GetBytes)];

    private IReadOnlyList<string> Headers => options.Value.Headers is { Count: > 0 } headers ? headers : DocumentedHeaders;

    public async Task<WebhookReceipt> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var receipt = await TakeAsync(request, cancellationToken);
        metrics.Received(receipt);
        return receipt;
    }

    private async Task<WebhookReceipt> TakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > options.Value.MaxBodyBytes)
        {
            return WebhookReceipt.TooLarge;
        }

        if (_keys.Length == 0)
        {
            return WebhookReceipt.SwitchedOff;
        }

        if (await WebhookBody.ReadAsync(request.Body, options.Value.MaxBodyBytes, cancellationToken) is not { } body)
        {
            return WebhookReceipt.TooLarge;
        }

        var verdict = WebhookSignature.Verify(body.Span, [.. Headers.Select(name => SignatureIn(request, name))], _keys);
        if (verdict != WebhookVerdict.Verified)
        {
            Log.Refused(logger, verdict);
            return verdict == WebhookVerdict.Missing ? WebhookReceipt.NotSigned : WebhookReceipt.Refused;
        }

        return await StoreAsync(body);
    }

    /// <summary>A header that comes more than once says nothing.</summary>
    private static string? SignatureIn(HttpRequest request, string name) => request.Headers[name] is [var only] ? only : null;

    /// <summary>Whoever sent it may hang up: what has come whole is kept.</summary>
    private async Task<WebhookReceipt> StoreAsync(ReadOnlyMemory<byte> body)
    {
        var now = time.GetUtcNow();
        var delivery = new WebhookDelivery
        {
            Id = Guid.CreateVersion7(now),
            BodyHash = SHA256.HashData(body.Span),
            BodySealed = sealer.SealDelivery(body),
            ReceivedAt = now,
            NextStepAt = now,
        };
        try
        {
            if (!await store.AddAsync(delivery, CancellationToken.None))
            {
                return WebhookReceipt.Repeated;
            }
        }
        catch (Exception exception) when (exception is DbUpdateException || DatabaseFault.Is(exception))
        {
            Log.NotStored(logger, DatabaseFault.Kind(exception.InnerException ?? exception));
            return WebhookReceipt.Unavailable;
        }

        work.Begin(delivery.Id);
        return WebhookReceipt.Stored;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A webhook was refused: its signature is {Verdict}.")]
        public static partial void Refused(ILogger logger, WebhookVerdict verdict);

        [LoggerMessage(LogLevel.Warning, "A webhook could not be stored ({Failure}); Flinks will send it again.")]
        public static partial void NotStored(ILogger logger, string failure);
    }
}
