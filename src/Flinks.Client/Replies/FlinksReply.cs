using System.Net;
using System.Text.Json;
using System.Text.Unicode;

namespace Flinks.Client;

/// <summary>
/// A reply of Flinks but for its accounts, read member by member: one that is missing or of the wrong type takes none of the others
/// with it, and a page of HTML leaves the status.
/// </summary>
internal sealed class FlinksReply
{
    private FlinksReply(int status) => Status = status;

    /// <summary>The HTTP status; if that is 200 and the body names another, the body's: a proxy has rewritten it.</summary>
    public int Status { get; private set; }

    /// <summary>There is a body and it is no JSON: not Flinks speaking.</summary>
    public bool IsGarbled { get; private init; }

    public string? Code { get; private set; }

    public RequestId? RequestId { get; private set; }

    public DateTimeOffset? LastRefresh { get; private set; }

    public string? Token { get; private set; }

    public ReplyChallenges Challenges { get; private set; } = ReplyChallenges.None;

    public TimeSpan? RetryAfter { get; private init; }

    public static FlinksReply Read(HttpStatusCode status, ReadOnlyMemory<byte> body, TimeSpan? retryAfter)
    {
        var json = Utf8Bom.Skip(body);
        if (!Utf8.IsValid(json.Span))
        {
            return new FlinksReply((int)status) { RetryAfter = retryAfter, IsGarbled = true };
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            var reply = new FlinksReply((int)status) { RetryAfter = retryAfter };
            reply.ReadMembers(document.RootElement);
            return reply;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair, which no text can hold.
            return new FlinksReply((int)status) { RetryAfter = retryAfter, IsGarbled = !json.IsEmpty };
        }
    }

    private void ReadMembers(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var status = root.Member("HttpStatusCode")?.Number() ?? root.Member("StatusCode")?.Number();
        if (Status == (int)HttpStatusCode.OK && status is >= 100 and <= 599)
        {
            Status = status.Value;
        }

        Code = FlinksCodes.WellFormed((root.Member("FlinksCode")?.Text() ?? root.Member("Code")?.Text())?.ToUpperInvariant());
        RequestId = root.Member("RequestId")?.Id() is { } id ? new RequestId(id) : null;
        LastRefresh = FlinksTime.Parse(root.Member("Login")?.Member("LastRefresh")?.Text());
        Token = root.Member("Token")?.Text();
        Challenges = ReplyChallenges.Read(root.Member("SecurityChallenges"));
    }
}
