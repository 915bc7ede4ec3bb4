using System.Net;

namespace Flinks.Client;

/// <summary>
/// A body that leaves soon or not at all. Who decided on the call holds the right to it for a while only; a process that stood still, or
/// waited long for a connection, may have lost it. The body goes last, when all else is ready, and without it a call is none.
/// </summary>
internal sealed class PromptContent : HttpContent
{
    private readonly HttpContent _body;
    private readonly DateTimeOffset _leavesBy;
    private readonly TimeProvider _time;

    public PromptContent(HttpContent body, DateTimeOffset leavesBy, TimeProvider time)
    {
        _body = body;
        _leavesBy = leavesBy;
        _time = time;
        foreach (var (name, values) in body.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        _time.GetUtcNow() < _leavesBy
            ? _body.CopyToAsync(stream, context)
            : throw new HttpRequestException("The call could not leave in time, and was not made.");

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Headers.ContentLength ?? 0;
        return _body.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }
}
