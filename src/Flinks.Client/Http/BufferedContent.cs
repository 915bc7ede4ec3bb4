using System.Buffers;
using System.Net;

namespace Flinks.Client;

/// <summary>A body that has been read and is handed on without a copy; <see langword="null"/> bytes: too long, or not what it said it was.</summary>
internal sealed class BufferedContent : HttpContent
{
    /// <summary>Three times the largest payload we are built for; more is no answer but an accident.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int ReadSize = 16 * 1024;

    private BufferedContent(ReadOnlyMemory<byte>? bytes) => Bytes = bytes;

    public ReadOnlyMemory<byte>? Bytes { get; }

    /// <summary>The attempt that brought it. It ends with this content: an answer that nobody reads has no FlinksCode to tell.</summary>
    public FlinksAttempt? Attempt { get; set; }

    public static async Task<BufferedContent> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content is BufferedContent read)
        {
            return read;
        }

        if (content.Headers.ContentLength > MaxBytes)
        {
            return new BufferedContent(null);
        }

        try
        {
            return new BufferedContent(await ReadBytesAsync(content, cancellationToken));
        }
        catch (InvalidDataException)
        {
            // Announced as compressed and is not.
            return new BufferedContent(null);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(Bytes.GetValueOrDefault()).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = Bytes.GetValueOrDefault().Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Attempt?.End();
        }

        base.Dispose(disposing);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // Where the length is known, room for one byte more: the read that finds the end would double the buffer.
        var buffer = new ArrayBufferWriter<byte>((int)(content.Headers.ContentLength + 1 ?? ReadSize));
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);

        while (await stream.ReadAsync(buffer.GetMemory(), cancellationToken) is > 0 and var count)
        {
            buffer.Advance(count);
            if (buffer.WrittenCount > MaxBytes)
            {
                return null;
            }
        }

        return buffer.WrittenMemory;
    }
}
