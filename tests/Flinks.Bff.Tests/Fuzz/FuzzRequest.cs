using System.Text;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>One request, ready to be sent, and to be shown if its answer is wrong.</summary>
internal sealed record FuzzRequest(string Operation, HttpMethod Method, string Address)
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private const int Shown = 800;

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public byte[]? Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The body is sent in chunks, its length unknown beforehand.</summary>
    public bool IsChunked { get; init; }

    /// <summary>The caller goes away without waiting for the whole answer.</summary>
    public bool HangsUp { get; init; }

    /// <summary>Some id in its address belongs to somebody else.</summary>
    public bool NamesForeign { get; init; }

    public HttpRequestMessage ToMessage(Uri host, string? token)
    {
        var message = new HttpRequestMessage(Method, new Uri(host.GetLeftPart(UriPartial.Authority) + Address, in AsItIs)) { Content = ToContent() };
        if (token is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    public override string ToString()
    {
        var headers = string.Join('\n', Headers.Select(header => $"  {header.Name}: {header.Value}"));
        var body = Body is null ? "(no body)" : Encoding.UTF8.GetString(Body);
        return $"{Method} {Start(Address)}\n{headers}\n  Content-Type: {ContentType}{(IsChunked ? " (chunked)" : "")}{(HangsUp ? " (hangs up)" : "")}\n{Start(body)}";
    }

    private static string Start(string text) => text.Length > Shown ? text[..Shown] : text;

    private HttpContent? ToContent()
    {
        if (Body is null)
        {
            return null;
        }

        HttpContent content = IsChunked ? new StreamContent(new ForwardOnly(Body)) : new ByteArrayContent(Body);
        content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return content;
    }

    /// <summary>A stream that does not know its length, so that it is sent in chunks.</summary>
    private sealed class ForwardOnly(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
