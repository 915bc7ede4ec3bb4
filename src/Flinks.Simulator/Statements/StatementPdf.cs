using System.Globalization;
using System.Text;

namespace Flinks.Simulator.Statements;

/// <summary>A PDF of one page, as small as one can be: plain ASCII, a font that every reader has.</summary>
internal static class StatementPdf
{
    private const int MostLines = 52;

    public static byte[] Of(string title, IReadOnlyList<string> lines)
    {
        var page = Page(["MADE UP - NOT A REAL STATEMENT", title, "", .. lines.Take(MostLines)]);
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {page.Length} >>\nstream\n{page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        ];
        return Encoding.ASCII.GetBytes(File(objects));
    }

    private static string Page(IEnumerable<string> lines)
    {
        var page = new StringBuilder("BT /F1 8 Tf 40 750 Td 13 TL");
        foreach (var line in lines)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n({Escaped(line)}) Tj T*");
        }

        return page.Append("\nET").ToString();
    }

    private static string Escaped(string line) => string.Concat(line.Select(sign => sign switch
    {
        '(' or ')' or '\\' => $"\\{sign}",
        < ' ' or > '~' => "?",
        _ => sign.ToString(),
    }));

    /// <summary>The objects, and a table of where each begins.</summary>
    private static string File(string[] objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (var number = 1; number <= objects.Length; number++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:0000000000} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{objects[number - 1]}\nendobj\n");
        }

        return file.Append(
            CultureInfo.InvariantCulture,
            $"xref\n0 {objects.Length + 1}\n{table}trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{file.Length}\n%%EOF\n").ToString();
    }
}
