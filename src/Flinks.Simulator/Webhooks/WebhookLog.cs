using System.Collections.Concurrent;

namespace Flinks.Simulator.Webhooks;

/// <summary>The webhooks sent, oldest first; the last few thousand of them.</summary>
public sealed class WebhookLog
{
    // A load test must not fill the memory.
    private const int Kept = 5000;

    private readonly ConcurrentQueue<SentWebhook> _sent = new();
    private readonly ConcurrentDictionary<Task, byte> _underWay = new();

    public IReadOnlyList<SentWebhook> All => [.. _sent];

    /// <summary>Completes once all that are being sent now have been answered.</summary>
    public Task WhenSentAsync() => Task.WhenAll(_underWay.Keys);

    internal void Add(SentWebhook webhook)
    {
        _sent.Enqueue(webhook);
        if (_sent.Count > Kept)
        {
            _sent.TryDequeue(out _);
        }
    }

    internal void Watch(Task sending)
    {
        _underWay.TryAdd(sending, 0);
        sending.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    internal void Clear() => _sent.Clear();
}

/// <summary>One try at a webhook.</summary>
/// <param name="Kind">What it brings.</param>
/// <param name="Status">What it was answered; null if nobody answered.</param>
/// <param name="Bytes">How long its body was.</param>
public sealed record SentWebhook(DateTimeOffset At, string Kind, int? Status, int Bytes);
