using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Flinks.Simulator.Pages;

/// <summary>A piece of HTML. Values put into it are encoded, unless they are HTML themselves.</summary>
[InterpolatedStringHandler]
internal sealed class Html(int literalLength, int formattedCount)
{
    private const int LikelyValueLength = 32;

    private readonly StringBuilder _text = new(literalLength + (formattedCount * LikelyValueLength));

    public static Html Empty => $"";

    /// <summary>Text that is HTML already.</summary>
    public static Html Verbatim(string? html)
    {
        Html piece = $"";
        piece.AppendLiteral(html ?? "");
        return piece;
    }

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(string? value) => _text.Append(HtmlEncoder.Default.Encode(value ?? ""));

    public void AppendFormatted(Guid value) => _text.Append(value);

    public void AppendFormatted(int value) => _text.Append(value);

    public void AppendFormatted(Html value) => _text.Append(value._text);

    public void AppendFormatted(IEnumerable<Html> values)
    {
        foreach (var value in values)
        {
            _text.Append(value._text);
        }
    }

    public override string ToString() => _text.ToString();
}
