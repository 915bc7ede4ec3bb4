using System.Diagnostics;
using System.Diagnostics.Metrics;
using Flinks.Bff.Platform.Telemetry;

namespace Flinks.Bff.Webhooks;

/// <summary>Webhooks in numbers. Tags are words of ours: what a body says of itself may be anything.</summary>
public sealed class WebhookMetrics
{
    private readonly Counter<long> _received;
    private readonly Counter<long> _workedOff;
    private readonly Histogram<double> _lag;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(PlatformMetrics.Name);
        _received = meter.CreateCounter<long>("flinks_bff.webhook.received", "{webhook}", "Webhooks that came in, by what they were answered.");
        _workedOff = meter.CreateCounter<long>("flinks_bff.webhook.worked_off", "{webhook}", "Webhooks that were worked off, by what became of them.");
        _lag = meter.CreateHistogram(
            "flinks_bff.webhook.lag",
            "s",
            "Time from receiving a webhook to working it off, for those that never waited for their login.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 3600] });
    }

    public void Received(WebhookReceipt receipt) => _received.Add(1, new KeyValuePair<string, object?>("flinks_bff.webhook.verdict", Word(receipt)));

    /// <param name="lag">Since it was received.</param>
    public void WorkedOff(WebhookSettlement settlement, TimeSpan lag)
    {
        Count(settlement.Outcome, settlement.Type);
        if (settlement.Outcome != WebhookOutcome.Parked)
        {
            _lag.Record(lag.TotalSeconds);
        }
    }

    /// <summary>Parked webhooks whose login nobody linked in time.</summary>
    public void Unclaimed(int count)
    {
        for (var counted = 0; counted < count; counted++)
        {
            Count(WebhookOutcome.Unclaimed, type: "GetAccountsDetail");
        }
    }

    private void Count(WebhookOutcome outcome, string? type)
    {
        if (_workedOff.Enabled)
        {
            _workedOff.Add(1, new TagList { { "flinks_bff.webhook.outcome", Word(outcome) }, { "flinks_bff.webhook.type", type ?? "other" } });
        }
    }

    private static string Word(WebhookReceipt receipt) => receipt switch
    {
        WebhookReceipt.Stored => "stored",
        WebhookReceipt.Repeated => "repeated",
        WebhookReceipt.NotSigned => "unsigned",
        WebhookReceipt.Refused => "refused",
        WebhookReceipt.TooLarge => "too_large",
        WebhookReceipt.SwitchedOff => "switched_off",
        _ => "unavailable",
    };

    private static string Word(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.Delivered => "delivered",
        WebhookOutcome.Made => "made",
        WebhookOutcome.Failed => "failed",
        WebhookOutcome.Repeated => "repeated",
        WebhookOutcome.Outdated => "outdated",
        WebhookOutcome.Passed => "passed",
        WebhookOutcome.Parked => "parked",
        WebhookOutcome.Unclaimed => "unclaimed",
        WebhookOutcome.Dropped => "dropped",
        WebhookOutcome.Unknown => "unknown",
        _ => "abandoned",
    };
}
