using System.Net;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// A body that leaves only while the lease is held. It is written when there is a connection, with the head before it in the same flush: who stood
/// still while one was made finds out before the first byte is gone.
/// </summary>
public sealed class LeasedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly Func<Task> _check;

    /// <param name="check">Throws if the lease is lost.</param>
    public LeasedContent(HttpContent content, Func<Task> check)
    {
        (_content, _check) = (content, check);
        foreach (var (name, values) in content.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await _check();
        await _content.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }
}
