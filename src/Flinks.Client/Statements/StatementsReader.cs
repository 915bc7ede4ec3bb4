using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace Flinks.Client;

/// <summary>
/// Walks through a reply with statements while it comes. The JSON reader wants every text whole, and a document may be of any length: so it
/// is stopped before each document, which is read or passed over beside it, and then told that there was an empty text.
/// </summary>
internal sealed class StatementsReader(PipeReader pipe)
{
    /// <summary>Anything but a document is far shorter; what is not is no reply of Flinks.</summary>
    private const int LongestText = 1024 * 1024;

    private const int AccountDepth = 2;
    private const int StatementDepth = 4;

    private JsonReaderState _state;
    private string? _list;
    private string? _member;
    private string? _accountNumber;
    private string? _uniqueId;
    private string? _fileType;

    /// <summary>The reply has the member that holds the statements.</summary>
    public bool HoldsStatements { get; private set; }

    /// <summary>The statement whose document or end was reached last; null if Flinks has not named it by then.</summary>
    public ListedStatement? Statement => _uniqueId is { Length: > 0 } id ? new ListedStatement(_accountNumber, id, _fileType ?? "PDF") : null;

    /// <exception cref="InvalidDataException">It is no such reply.</exception>
    public async Task<StatementsStep> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var step = Advance(read.Buffer, read.IsCompleted, out var consumed);
            if (step is not null || read.IsCompleted)
            {
                pipe.AdvanceTo(consumed);
                return step ?? StatementsStep.End;
            }

            if (read.Buffer.Slice(consumed).Length > LongestText)
            {
                throw new InvalidDataException("A text is longer than any of Flinks.");
            }

            pipe.AdvanceTo(consumed, read.Buffer.End);
        }
    }

    /// <summary>The document was read or passed over.</summary>
    public void DocumentEnded()
    {
        var reader = new Utf8JsonReader("\"\""u8, isFinalBlock: false, _state);
        reader.Read();
        _state = reader.CurrentState;
    }

    private StatementsStep? Advance(ReadOnlySequence<byte> buffer, bool isLast, out SequencePosition consumed)
    {
        var reader = new Utf8JsonReader(buffer, isLast, _state);
        try
        {
            StatementsStep? step = null;
            while (step is null && reader.Read())
            {
                step = Take(ref reader);
            }

            _state = reader.CurrentState;
            consumed = reader.Position;
            return step;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is none.
            throw new InvalidDataException("Not the JSON of statements.", exception);
        }
    }

    private StatementsStep? Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return Name(ref reader);
            case JsonTokenType.StartObject when reader.CurrentDepth == AccountDepth:
                _accountNumber = null;
                return null;
            case JsonTokenType.StartObject when reader.CurrentDepth == StatementDepth:
                (_uniqueId, _fileType) = (null, null);
                return null;
            case JsonTokenType.EndObject when reader.CurrentDepth == StatementDepth && _list is not null:
                return StatementsStep.Statement;
            case JsonTokenType.String or JsonTokenType.Number when _member is not null:
                Keep(ref reader);
                return null;
            default:
                return null;
        }
    }

    private StatementsStep? Name(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        _member = null;
        switch (reader.CurrentDepth)
        {
            case 1:
                _list = name.Equals("StatementsByAccount", StringComparison.OrdinalIgnoreCase) ? name : null;
                HoldsStatements |= _list is not null;
                return null;
            case AccountDepth + 1 or StatementDepth + 1 when _list is not null:
                _member = name.ToUpperInvariant();
                return _member == "BASE64BYTES" && reader.CurrentDepth == StatementDepth + 1 ? StatementsStep.Document : null;
            default:
                return null;
        }
    }

    private void Keep(ref Utf8JsonReader reader)
    {
        var isStatement = reader.CurrentDepth == StatementDepth + 1;
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : NumberAsWritten(reader);
        switch (_member)
        {
            case "ACCOUNTNUMBER" when !isStatement:
                _accountNumber = text;
                break;
            case "UNIQUEID" when isStatement:
                _uniqueId = text;
                break;
            case "FILETYPE" when isStatement:
                _fileType = text;
                break;
        }

        _member = null;
    }

    private static string NumberAsWritten(in Utf8JsonReader reader) =>
        Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan.ToArray());
}

/// <summary>Where the walk through a reply stands.</summary>
internal enum StatementsStep
{
    /// <summary>The value of <c>Base64Bytes</c> comes next.</summary>
    Document,

    /// <summary>A statement ends.</summary>
    Statement,

    /// <summary>The reply ends.</summary>
    End,
}
