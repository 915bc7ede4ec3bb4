using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Flinks.Client;

/// <summary>
/// A JSON reader that stands on a value and moves by whole members. A value is entered, taken or passed over; the next step then finds
/// the member after it, or the end of the object it is in.
/// </summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> json)
{
    /// <summary>Longer than any name, code or instant we look for, escapes included.</summary>
    private const int MaxShort = 512;

    private const int IdLength = 36;

    private Utf8JsonReader _reader = new(json);
    private byte[]? _unescaped;

    public readonly bool IsObject => _reader.TokenType == JsonTokenType.StartObject;

    /// <summary>Moves onto the first value, or past the last: anything behind the payload makes it no JSON.</summary>
    public void Read() => _reader.Read();

    public void Skip() => _reader.Skip();

    /// <summary>True inside an object; any other value is passed over.</summary>
    public bool EnterObject() => Enter(JsonTokenType.StartObject);

    public bool EnterArray() => Enter(JsonTokenType.StartArray);

    /// <summary>Moves onto the value of the next member of the object we are in.</summary>
    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            name = default;
            return false;
        }

        name = _reader.ValueIsEscaped ? Unescaped() : _reader.ValueSpan;
        _reader.Read();
        return true;
    }

    /// <summary>Moves onto the next object of the array we are in; whatever else stands there is passed over.</summary>
    public bool NextObject()
    {
        _reader.Read();
        while (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndArray))
        {
            _reader.Skip();
            _reader.Read();
        }

        return IsObject;
    }

    /// <summary>The place of a text with its quotes, or of a number that stands for one.</summary>
    public PayloadRange TextRange() => _reader.TokenType switch
    {
        JsonTokenType.String => new PayloadRange((int)_reader.TokenStartIndex, _reader.ValueSpan.Length + 2),
        JsonTokenType.Number => NumberAsWritten(),
        _ => Nothing(),
    };

    /// <summary>The place of a number's digits, also of one in quotes.</summary>
    public PayloadRange NumberRange() => _reader.TokenType switch
    {
        JsonTokenType.Number => NumberAsWritten(),
        JsonTokenType.String when JsonNumber.Is(_reader.ValueSpan) => new PayloadRange((int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length),
        _ => Nothing(),
    };

    public int? Integer()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.Number when _reader.TryGetInt32(out var number):
                return number;
            case JsonTokenType.String when int.TryParse(_reader.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                return number;
            default:
                _reader.Skip();
                return null;
        }
    }

    /// <summary>A GUID; the all-zero one is .NET's way to write none.</summary>
    public Guid? Id()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            // The reader's own TryGetGuid throws where half of a surrogate pair is escaped.
            var text = Unescaped();
            return text.Length == IdLength && Utf8Parser.TryParse(text, out Guid id, out _) && id != Guid.Empty ? id : null;
        }

        _reader.Skip();
        return null;
    }

    /// <summary>A text that says something.</summary>
    public string? ShortText()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            var text = Unescaped();
            return text.IsEmpty ? null : Encoding.UTF8.GetString(text);
        }

        _reader.Skip();
        return null;
    }

    public DateTimeOffset? Instant()
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            _reader.Skip();
            return null;
        }

        Span<char> text = stackalloc char[MaxShort];
        return FlinksTime.Parse(text[..Encoding.UTF8.GetChars(Unescaped(), text)]);
    }

    private bool Enter(JsonTokenType start)
    {
        if (_reader.TokenType == start)
        {
            return true;
        }

        _reader.Skip();
        return false;
    }

    private readonly PayloadRange NumberAsWritten() => new((int)_reader.TokenStartIndex, _reader.ValueSpan.Length);

    private PayloadRange Nothing()
    {
        _reader.Skip();
        return default;
    }

    private ReadOnlySpan<byte> Unescaped()
    {
        if (_reader.ValueSpan.Length > MaxShort)
        {
            return default;
        }

        _unescaped ??= new byte[MaxShort];
        try
        {
            return _unescaped.AsSpan(0, _reader.CopyString(_unescaped));
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair: no name of ours, and no text.
            return default;
        }
    }
}
