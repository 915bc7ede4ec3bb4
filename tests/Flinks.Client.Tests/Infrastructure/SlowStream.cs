namespace Flinks.Client.Tests;

/// <summary>A body that comes in pieces of so many bytes, and may break off at its end.</summary>
public sealed class SlowStream(byte[] bytes, int piece, bool breaks = false) : BodyStream
{
    private int _position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(Math.Min(piece, buffer.Length), bytes.Length - _position);
        if (count == 0 && breaks)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded);
        }

        bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return ValueTask.FromResult(count);
    }
}

/// <summary>A body that begins as said and goes on with one letter, for so many bytes.</summary>
public sealed class EndlessStream(string beginning, long length) : BodyStream
{
    private long _position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = (int)Math.Min(buffer.Length, length - _position);
        for (var index = 0; index < count; index++)
        {
            buffer.Span[index] = _position + index < beginning.Length ? (byte)beginning[(int)(_position + index)] : (byte)'A';
        }

        _position += count;
        return ValueTask.FromResult(count);
    }
}

/// <summary>What a network stream can do: be read, once.</summary>
public abstract class BodyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
