using System.Text.Json;

namespace Flinks.Simulator.Faults;

/// <summary>What a call meets in place of Flinks' true answer.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>Only calls about this login meet it; null: any call.</summary>
    public Guid? LoginId { get; init; }

    /// <summary>Flinks does its work first: the token is used, the bank is asked, and only the answer is lost.</summary>
    public bool AfterWork { get; init; }

    /// <summary>This answer, to the letter.</summary>
    public sealed record Answer(int Status, string Body, string ContentType = "application/json; charset=utf-8") : Fault
    {
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>These bytes, which need not be text.</summary>
    public sealed record Raw(int Status, ReadOnlyMemory<byte> Body) : Fault;

    /// <summary>A gateway's error page.</summary>
    public static Answer Html(int status = 502) =>
        new(status, $"<html><head><title>{status}</title></head><body><h1>{status} Bad Gateway</h1></body></html>", "text/html");

    /// <summary>An error of Flinks in its plain shape.</summary>
    public static Answer Code(int status, string flinksCode, TimeSpan? retryAfter = null) =>
        new(status, $$"""{"HttpStatusCode":{{status}},"Message":"Scripted","FlinksCode":"{{JsonEncodedText.Encode(flinksCode)}}"}""")
        {
            Headers = retryAfter is { } wait ? new Dictionary<string, string> { ["Retry-After"] = $"{wait.TotalSeconds:0}" } : [],
        };

    /// <summary>The true answer, once the gate opens.</summary>
    public sealed record Held(FaultGate Gate) : Fault;

    /// <summary>The true answer, after this long on the simulator's clock.</summary>
    public sealed record Delayed(TimeSpan By) : Fault;

    /// <summary>No answer until the caller gives up.</summary>
    public sealed record Hang : Fault;

    /// <summary>The connection is cut without an answer.</summary>
    public sealed record Abort : Fault;

    /// <summary>The true answer, said to be of another kind; null: of no kind at all.</summary>
    public sealed record Mislabelled(string? ContentType) : Fault;

    /// <summary>The first half of the true answer, then the connection is cut.</summary>
    public sealed record Truncated : Fault;

    /// <summary>A 200 whose body is one JSON text of so many bytes.</summary>
    public sealed record HugeBody(long Bytes) : Fault;
}
