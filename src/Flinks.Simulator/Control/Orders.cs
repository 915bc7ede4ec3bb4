using System.Text.Json.Serialization;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Simulator.Control;

/// <summary>Body of <c>POST /sim/clock</c>.</summary>
internal sealed class ClockOrder
{
    public TimeSpan? Advance { get; set; }
}

/// <summary>Body of <c>POST /sim/faults</c>.</summary>
internal sealed class FaultOrder
{
    private const long TwentyMegabytes = 20_000_000;

    [JsonConverter(typeof(JsonStringEnumConverter<FlinksEndpoint>))]
    public FlinksEndpoint Endpoint { get; set; }

    /// <summary><c>answer</c>, <c>code</c>, <c>html</c>, <c>delay</c>, <c>hang</c>, <c>abort</c>, <c>truncated</c> or <c>huge</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>How many calls meet it.</summary>
    public int Times { get; set; } = 1;

    public Guid? LoginId { get; set; }

    public bool AfterWork { get; set; }

    public int Status { get; set; } = StatusCodes.Status502BadGateway;

    public string Body { get; set; } = "";

    public string FlinksCode { get; set; } = "AGGREGATION_ERROR";

    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Of a delay, on the simulator's clock.</summary>
    public TimeSpan By { get; set; }

    public long Bytes { get; set; } = TwentyMegabytes;

    /// <summary>Null when the order makes no sense.</summary>
    public Fault? ToFault() => Times >= 1 && Endpoint != FlinksEndpoint.Unknown && FaultOfKind() is { } fault
        ? fault with { LoginId = LoginId, AfterWork = AfterWork }
        : null;

    private Fault? FaultOfKind() => Kind switch
    {
        "answer" => new Fault.Answer(Status, Body),
        "code" => Fault.Code(Status, FlinksCode, RetryAfter),
        "html" => Fault.Html(Status),
        "delay" => new Fault.Delayed(By),
        "hang" => new Fault.Hang(),
        "abort" => new Fault.Abort(),
        "truncated" => new Fault.Truncated(),
        "huge" => new Fault.HugeBody(Bytes),
        _ => null,
    };
}
