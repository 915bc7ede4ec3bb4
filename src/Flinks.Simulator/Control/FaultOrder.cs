using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Simulator.Control;

/// <summary>Body of <c>POST /sim/faults</c>.</summary>
internal sealed class FaultOrder
{
    private const long TwentyMegabytes = 20_000_000;
    private const long Gigabyte = 1_000_000_000;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    /// <summary>Null: calls to any endpoint.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<FlinksEndpoint>))]
    public FlinksEndpoint? Endpoint { get; set; }

    /// <summary>
    /// <c>answer</c>, <c>code</c>, <c>html</c>, <c>throttle</c>, <c>delay</c>, <c>hang</c>, <c>abort</c>, <c>truncated</c>,
    /// <c>contentType</c> or <c>huge</c>.
    /// </summary>
    public string? Kind { get; set; }

    /// <summary>How many calls meet it.</summary>
    public int Times { get; set; } = 1;

    /// <summary>Which share of the calls meets it, in place of a number of them.</summary>
    public double? Percent { get; set; }

    /// <summary>Of a share: the same seed picks the same calls.</summary>
    public int Seed { get; set; } = 1;

    public Guid? LoginId { get; set; }

    public bool AfterWork { get; set; }

    public int Status { get; set; } = StatusCodes.Status502BadGateway;

    public string Body { get; set; } = "";

    public string ContentType { get; set; } = "text/plain";

    public string FlinksCode { get; set; } = "AGGREGATION_ERROR";

    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Of a delay, on the simulator's clock.</summary>
    public TimeSpan By { get; set; }

    public long Bytes { get; set; } = TwentyMegabytes;

    private bool MakesSense =>
        Times >= 1 && Percent is null or (> 0 and <= 100)
        && Endpoint != FlinksEndpoint.Unknown && Status is >= 200 and <= 599
        && By >= TimeSpan.Zero && By <= LongestDelay && Bytes is >= 2 and <= Gigabyte && !(RetryAfter < TimeSpan.Zero)
        && Body is not null && FlinksCode is not null && MediaTypeHeaderValue.TryParse(ContentType, out _);

    /// <summary>Scripts it. False when the order makes no sense.</summary>
    public bool Script(FaultScript script, SimulatorOptions options)
    {
        if (!MakesSense || FaultOfKind(options) is not { } kind)
        {
            return false;
        }

        var fault = kind with { LoginId = LoginId, AfterWork = AfterWork };
        if (Percent is { } percent)
        {
            script.Share(fault, percent, Endpoint, Seed);
        }
        else if (Endpoint is { } endpoint)
        {
            script.Next(endpoint, fault, Times);
        }
        else
        {
            script.Next(fault, Times);
        }

        return true;
    }

    private Fault? FaultOfKind(SimulatorOptions options) => Kind switch
    {
        "answer" => new Fault.Answer(Status, Body),
        "code" => Fault.Code(Status, FlinksCode, RetryAfter),
        "html" => Fault.Html(Status),
        "throttle" => Fault.Code(options.ThrottledStatus, "TOO_MANY_REQUESTS", RetryAfter),
        "delay" => new Fault.Delayed(By),
        "hang" => new Fault.Hang(),
        "abort" => new Fault.Abort(),
        "truncated" => new Fault.Truncated(),
        "contentType" => new Fault.Mislabelled(ContentType),
        "huge" => new Fault.HugeBody(Bytes),
        _ => null,
    };
}
