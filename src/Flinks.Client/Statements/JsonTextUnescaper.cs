using System.Globalization;

namespace Flinks.Client;

/// <summary>The letters of a JSON text of ASCII, from the quote before it to the quote after it, one byte at a time.</summary>
internal sealed class JsonTextUnescaper
{
    private const int HexDigits = 4;

    private readonly char[] _hex = new char[HexDigits];
    private State _state = State.Before;
    private int _digits;

    private enum State
    {
        Before,
        Within,
        Escaped,
        InHex,
        After,
    }

    /// <summary>The closing quote was taken.</summary>
    public bool IsEnded => _state == State.After;

    /// <returns>A letter, once it is whole.</returns>
    /// <exception cref="InvalidDataException">There is no such text here.</exception>
    public byte? Take(byte sign)
    {
        switch (_state)
        {
            case State.Before:
                _state = sign switch
                {
                    (byte)'"' => State.Within,
                    (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' => State.Before,
                    _ => throw new InvalidDataException("No text where a document should be."),
                };
                return null;
            case State.Within when sign == '"':
                _state = State.After;
                return null;
            case State.Within when sign == '\\':
                _state = State.Escaped;
                return null;
            case State.Within:
                return sign;
            case State.Escaped when sign == 'u':
                (_state, _digits) = (State.InHex, 0);
                return null;
            case State.Escaped:
                // Of the short escapes only \/ stands for a letter of base64; what another stands for is refused later.
                _state = State.Within;
                return sign;
            case State.InHex:
                return Hex(sign);
            default:
                throw new InvalidOperationException("The text has ended.");
        }
    }

    private byte? Hex(byte sign)
    {
        _hex[_digits++] = (char)sign;
        if (_digits < HexDigits)
        {
            return null;
        }

        _state = State.Within;
        return byte.TryParse(_hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter)
            ? letter
            : throw new InvalidDataException("No letter of base64.");
    }
}
