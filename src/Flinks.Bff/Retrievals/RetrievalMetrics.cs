using System.Diagnostics;
using System.Diagnostics.Metrics;
using Flinks.Bff.Platform.Telemetry;

namespace Flinks.Bff.Retrievals;

/// <summary>Retrievals in numbers. No tag names a person, a connection or a retrieval.</summary>
public sealed class RetrievalMetrics
{
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _timeToData;
    private readonly Counter<long> _answers;
    private readonly Histogram<double> _lateness;
    private readonly UpDownCounter<long> _streams;

    public RetrievalMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(PlatformMetrics.Name);
        _ended = meter.CreateCounter<long>("flinks_bff.retrieval.ended", "{retrieval}", "Retrievals that reached a final state.");
        _timeToData = meter.CreateHistogram(
            "flinks_bff.retrieval.time_to_data",
            "s",
            "Time from a retrieval's start to its data.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 1800] });
        _answers = meter.CreateCounter<long>("flinks_bff.data.answers", "{answer}", "Answers that carried data.");
        _lateness = meter.CreateHistogram(
            "flinks_bff.retrieval.step.lateness",
            "s",
            "How much later than due a step was taken up.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300] });
        _streams = meter.CreateUpDownCounter<long>("flinks_bff.streams.open", "{stream}", "Event streams that are read now.");
    }

    /// <summary>A move that this instance made.</summary>
    public void Moved(Retrieval retrieval)
    {
        if (!retrieval.HasEnded)
        {
            return;
        }

        if (_ended.Enabled)
        {
            var tags = new TagList { { "flinks_bff.retrieval.state", StateOf(retrieval.State) }, { "flinks_bff.data.source", SourceOf(RetrievalAnswers.Source(retrieval)) } };
            if (retrieval is { State: RetrievalState.Failed, Code: { } code })
            {
                tags.Add("flinks_bff.problem.code", code);
            }

            _ended.Add(1, tags);
        }

        if (retrieval is { State: RetrievalState.Ready, AsOf: { } asOf } && _timeToData.Enabled)
        {
            _timeToData.Record(
                // A webhook may have been received before the retrieval that it belongs to began.
                Math.Max(0, (asOf - retrieval.StartedAt).TotalSeconds),
                new TagList { { "flinks_bff.data.source", SourceOf(RetrievalAnswers.Source(retrieval)) }, { "flinks_bff.retrieval.mfa", AskedPerson(retrieval) } });
        }
    }

    public void DataAnswered(DataSource source) => _answers.Add(1, new KeyValuePair<string, object?>("flinks_bff.data.source", SourceOf(source)));

    public void StepTaken(DateTimeOffset? due, DateTimeOffset now)
    {
        if (due is { } at && _lateness.Enabled)
        {
            _lateness.Record((now - at).TotalSeconds);
        }
    }

    public void StreamOpened() => _streams.Add(1);

    public void StreamClosed() => _streams.Add(-1);

    internal static string StateOf(RetrievalState state) => state switch
    {
        RetrievalState.Authorizing => "authorizing",
        RetrievalState.Busy => "busy",
        RetrievalState.MfaRequired => "mfaRequired",
        RetrievalState.Collecting => "collecting",
        RetrievalState.Ready => "ready",
        RetrievalState.Failed => "failed",
        RetrievalState.Expired => "expired",
        _ => "superseded",
    };

    private static string SourceOf(DataSource source) => source switch
    {
        DataSource.Live => "live",
        DataSource.Cached => "cached",
        DataSource.Webhook => "webhook",
        _ => "stored",
    };

    /// <summary>Time with a person in it says nothing about machines. The last Authorize was for what the person did.</summary>
    private static bool AskedPerson(Retrieval retrieval) => retrieval.Purpose is AuthorizePurpose.Resume or AuthorizePurpose.Answer;
}
