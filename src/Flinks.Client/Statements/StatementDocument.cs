using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace Flinks.Client;

/// <summary>A statement's document, decoded piece by piece while it comes: no more of it is held than a few pages.</summary>
public sealed class StatementDocument : IAsyncDisposable
{
    private const int PieceSize = 16 * 1024;

    private readonly PipeReader _pipe;
    private readonly IDisposable _source;
    private readonly byte[] _piece = new byte[PieceSize];
    private readonly JsonTextUnescaper _text = new();
    private int _kept;

    internal StatementDocument(ListedStatement statement, PipeReader pipe, IDisposable source) => (Statement, _pipe, _source) = (statement, pipe, source);

    public ListedStatement Statement { get; }

    /// <summary>The next piece, valid until the next call; an empty one at the end.</summary>
    /// <exception cref="InvalidDataException">It is not what Flinks gives as a document.</exception>
    /// <exception cref="IOException">Flinks broke off.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_text.IsEnded)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var consumed = Take(read.Buffer);
            _pipe.AdvanceTo(consumed, _kept == PieceSize || _text.IsEnded ? consumed : read.Buffer.End);
            if (_kept == PieceSize || _text.IsEnded)
            {
                break;
            }

            if (read.IsCompleted)
            {
                throw new InvalidDataException("The document does not end.");
            }
        }

        return Decode();
    }

    public async ValueTask DisposeAsync()
    {
        await _pipe.CompleteAsync();
        _source.Dispose();
    }

    /// <summary>Fills the piece with letters of base64.</summary>
    private SequencePosition Take(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        while (_kept < PieceSize && !_text.IsEnded && reader.TryRead(out var sign))
        {
            if (_text.Take(sign) is { } letter)
            {
                _piece[_kept++] = letter;
            }
        }

        return reader.Position;
    }

    private ReadOnlyMemory<byte> Decode()
    {
        // A piece is a multiple of four letters long, so only the last one may be padded.
        var status = Base64.DecodeFromUtf8InPlace(_piece.AsSpan(0, _kept), out var written);
        _kept = 0;
        return status == OperationStatus.Done ? _piece.AsMemory(0, written) : throw new InvalidDataException("The document is no base64.");
    }
}
