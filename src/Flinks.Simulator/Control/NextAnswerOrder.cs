using System.Text.Json.Serialization;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Simulator.Control;

/// <summary>Body of <c>POST /sim/next</c>: what the next call answers, by one of Flinks' codes or by a bare status.</summary>
internal sealed class NextAnswerOrder
{
    /// <summary>Null: the next call to any endpoint.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<FlinksEndpoint>))]
    public FlinksEndpoint? Endpoint { get; set; }

    public string? FlinksCode { get; set; }

    /// <summary>Null: the code's own.</summary>
    public int? Status { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    public Guid? LoginId { get; set; }

    public int Times { get; set; } = 1;

    /// <summary>Scripts it. False when the order makes no sense.</summary>
    public bool Script(FaultScript script)
    {
        if (Times < 1 || Endpoint == FlinksEndpoint.Unknown || Status is < 200 or > 599 || RetryAfter < TimeSpan.Zero || Answer() is not { } answer)
        {
            return false;
        }

        var fault = answer with { LoginId = LoginId };
        if (Endpoint is { } endpoint)
        {
            script.Next(endpoint, fault, Times);
        }
        else
        {
            script.Next(fault, Times);
        }

        return true;
    }

    private Fault.Answer? Answer() => (FlinksCode, Status) switch
    {
        ({ Length: > 0 } code, var status) => Fault.Code(status ?? FlinksCodes.StatusOf(code), code, RetryAfter),
        (_, { } status) => new Fault.Answer(status, ""),
        _ => null,
    };
}
