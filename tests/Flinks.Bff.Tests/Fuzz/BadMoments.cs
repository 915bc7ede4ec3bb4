using System.Text;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>Flinks' own bad moments: now and then a call meets one of its odd answers, or none.</summary>
internal sealed class BadMoments(SimulatedFlinks flinks, Random chance)
{
    private const double Share = 0.15;

    private static readonly FlinksEndpoint[] Endpoints = Enum.GetValues<FlinksEndpoint>();

    private static readonly Fault[] Faults =
    [
        new Fault.Abort(),
        new Fault.Truncated(),
        new Fault.Delayed(TimeSpan.FromMilliseconds(300)),
        new Fault.Delayed(TimeSpan.FromMilliseconds(1_500)),
        Fault.Html(),
        Fault.Html(200),
        Fault.Html(503),
        Fault.Code(400, "CARD_IN_USE"),
        Fault.Code(400, "SESSION_EXPIRED"),
        Fault.Code(401, "INVALID_PASSWORD"),
        Fault.Code(401, "SOMETHING_NEW"),
        Fault.Code(429, "TOO_MANY_REQUESTS", TimeSpan.FromSeconds(1)),
        Fault.Code(500, "AGGREGATION_ERROR"),
        Fault.Code(202, "OPERATION_PENDING"),
        new Fault.Answer(200, ""),
        new Fault.Answer(200, "null"),
        new Fault.Answer(200, "[]"),
        new Fault.Answer(200, "{}"),
        new Fault.Answer(200, """{"RequestId":7,"Login":"x","Accounts":{"a":[]},"Token":{}}"""),
        new Fault.Answer(203, """{"RequestId":"00000000-0000-0000-0000-000000000000","SecurityChallenges":[null,{"Prompt":null,"Type":7}]}"""),
        new Fault.Answer(302, "", "text/html") { Headers = new Dictionary<string, string> { ["Location"] = "https://evil.example.test/" } },
        new Fault.Raw(200, Encoding.Unicode.GetBytes("{\"a\":1}")),
        new Fault.Raw(200, new byte[] { 0xFF, 0xFE, 0x00, 0x80 }),
        new Fault.HugeBody(200_000),
    ];

    public void MayCome()
    {
        if (chance.Hits(Share))
        {
            // One at a time: what piles up at one endpoint would keep every call from getting anywhere.
            flinks.Faults.Clear();
            flinks.Faults.Next(chance.Pick(Endpoints), chance.Pick(Faults) with { AfterWork = chance.Hits(0.3) });
        }
    }
}
