using System.Text;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Problems;

/// <summary>Answers that Flinks should not give and one day does.</summary>
internal static class BadDays
{
    private const int Deep = 5000;

    private static readonly string Nested = new('[', Deep);

    public static readonly IReadOnlyDictionary<string, Func<Fault>> All = new Dictionary<string, Func<Fault>>
    {
        ["a page with 200"] = () => Fault.Html(200),
        ["a page with 401"] = () => Fault.Html(401),
        ["a page with 403"] = () => Fault.Html(403),
        ["a page with 500"] = () => Fault.Html(500),
        ["a page with 502"] = () => Fault.Html(502),
        ["JSON cut short"] = () => new Fault.Answer(200, """{"HttpStatusCode":200,"RequestId":"51510000-"""),
        ["nothing with 200"] = () => new Fault.Answer(200, ""),
        ["nothing with 204"] = () => new Fault.Raw(204, default),
        ["null"] = () => new Fault.Answer(200, "null"),
        ["a list"] = () => new Fault.Answer(200, "[]"),
        ["members of the wrong kind"] = () => new Fault.Answer(200, """{"HttpStatusCode":{},"RequestId":[1],"Login":7,"Token":{},"Accounts":"none","SecurityChallenges":9,"FlinksCode":[]}"""),
        ["accounts of the wrong kind"] = () => new Fault.Answer(200, """{"HttpStatusCode":200,"Accounts":{"0":1}}"""),
        ["neither session nor accounts"] = () => new Fault.Answer(200, """{"HttpStatusCode":200,"Institution":"FlinksCapital"}"""),
        ["a question without questions"] = () => new Fault.Answer(203, """{"HttpStatusCode":203,"RequestId":"51510000-0000-4000-8000-0000000000ff","SecurityChallenges":[]}"""),
        ["bytes that are no text"] = () => new Fault.Raw(200, (byte[])[.. "{\"HttpStatusCode\":200,\"Institution\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]),
        ["half a surrogate pair"] = () => new Fault.Answer(200, """{"HttpStatusCode":200,"Institution":"\ud800","FlinksCode":"\udfff"}"""),
        ["deep nesting"] = () => new Fault.Answer(200, $$"""{"HttpStatusCode":200,"Accounts":{{Nested}}{{new string(']', Deep)}}}"""),
        ["deep nesting that never ends"] = () => new Fault.Answer(200, $$"""{"Accounts":{{Nested}}"""),
        ["a redirect"] = () => new Fault.Answer(302, "") { Headers = new Dictionary<string, string> { ["Location"] = "/v3/elsewhere" } },
        ["a strange status"] = () => new Fault.Answer(418, """{"HttpStatusCode":418}"""),
        ["a compressed body that is none"] = () => new Fault.Answer(200, "plain") { Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } },
        ["a cut connection"] = () => new Fault.Abort(),
        ["half an answer"] = () => new Fault.Truncated(),
        ["a code that is a sentence"] = () => new Fault.Answer(401, Encoding.UTF8.GetString("{\"HttpStatusCode\":401,\"FlinksCode\":\"the person's secret is hunter2\"}"u8)),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static Fault Of(string name) => All[name]();

    /// <summary>Flinks is out of reach, as far as anybody can tell.</summary>
    public static bool IsOutage(string name) => name is "a page with 502" or "a cut connection" or "half an answer";

    /// <summary>Refused without a word of who was refused: our keys.</summary>
    public static bool IsOurKeys(string name) => name is "a page with 401" or "a page with 403" or "a code that is a sentence";

    /// <summary>What the caller hears where nothing says otherwise.</summary>
    public static string CodeOf(string name) => (IsOutage(name), IsOurKeys(name)) switch
    {
        (true, _) => "upstream_unavailable",
        (_, true) => "upstream_rejected_us",
        _ => "upstream_failed",
    };

    /// <summary>A poll lives through what is not an end: trouble on the way and every 5xx but AGGREGATION_ERROR.</summary>
    public static bool EndsPolling(string name) => !IsOutage(name) && name != "a page with 500";
}
