using System.Collections.Concurrent;

namespace Flinks.Simulator.Webhooks;

/// <summary>The webhooks sent, oldest first; the last few thousand of them.</summary>
public sealed class WebhookLog
{
    // A load test must not fill the memory.
    private const int Kept = 5000;
    private const long BytesKept = 64 * 1024 * 1024;

    private readonly ConcurrentQueue<SentWebhook> _sent = new();
    private readonly ConcurrentDictionary<Task, byte> _underWay = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, WebhookDelivery> _deliveries = [];
    private readonly Queue<WebhookDelivery> _oldest = [];
    private long _bytes;

    public IReadOnlyList<SentWebhook> All => [.. _sent];

    /// <summary>Completes once all that are being sent now have been answered.</summary>
    public Task WhenSentAsync() => Task.WhenAll(_underWay.Keys);

    /// <summary>A webhook whose bytes are still kept.</summary>
    internal WebhookDelivery? Find(Guid id)
    {
        lock (_lock)
        {
            return _deliveries.GetValueOrDefault(id);
        }
    }

    internal void Add(SentWebhook webhook, WebhookDelivery delivery)
    {
        _sent.Enqueue(webhook);
        if (_sent.Count > Kept)
        {
            _sent.TryDequeue(out _);
        }

        Keep(delivery);
    }

    internal void Watch(Task sending)
    {
        _underWay.TryAdd(sending, 0);
        sending.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    internal void Clear()
    {
        lock (_lock)
        {
            _sent.Clear();
            _deliveries.Clear();
            _oldest.Clear();
            _bytes = 0;
        }
    }

    private void Keep(WebhookDelivery delivery)
    {
        lock (_lock)
        {
            if (!_deliveries.TryAdd(delivery.Id, delivery))
            {
                return;
            }

            _oldest.Enqueue(delivery);
            _bytes += delivery.Body.Length;
            while (_bytes > BytesKept || _oldest.Count > Kept)
            {
                var forgotten = _oldest.Dequeue();
                _deliveries.Remove(forgotten.Id);
                _bytes -= forgotten.Body.Length;
            }
        }
    }
}
