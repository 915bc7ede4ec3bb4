using System.Text;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>Shows how a text became another one, by lines.</summary>
internal static class TextDiff
{
    private const int Around = 3;

    private const int MostLines = 200;

    /// <summary>How far apart two texts may drift before they are taken for different from there on.</summary>
    private const int LongestGap = 400;

    public static string Of(string before, string after)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        var lines = new List<(char Sign, string Line)>();
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add((' ', old[i]));
                (i, j) = (i + 1, j + 1);
                continue;
            }

            var (skipOld, skipNow) = NextMeeting(old.AsSpan(i), now.AsSpan(j));
            lines.AddRange(old.Skip(i).Take(skipOld).Select(line => ('-', line)));
            lines.AddRange(now.Skip(j).Take(skipNow).Select(line => ('+', line)));
            (i, j) = (i + skipOld, j + skipNow);
        }

        return Changed(lines);
    }

    /// <summary>The fewest lines to leave out on both sides until two lines in a row are the same again.</summary>
    private static (int Old, int Now) NextMeeting(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        for (var gap = 1; gap < LongestGap; gap++)
        {
            for (var skip = 0; skip <= gap; skip++)
            {
                if (Meet(old, skip, now, gap - skip))
                {
                    return (skip, gap - skip);
                }
            }
        }

        return (old.Length, now.Length);
    }

    private static bool Meet(ReadOnlySpan<string> old, int i, ReadOnlySpan<string> now, int j) =>
        i < old.Length && j < now.Length && old[i] == now[j] && (i + 1 == old.Length ? j + 1 == now.Length : j + 1 < now.Length && old[i + 1] == now[j + 1]);

    private static string Changed(List<(char Sign, string Line)> lines)
    {
        var shown = new StringBuilder();
        var count = 0;
        var last = -1;
        for (var index = 0; index < lines.Count && count < MostLines; index++)
        {
            var from = Math.Max(0, index - Around);
            if (!lines.GetRange(from, Math.Min(lines.Count, index + Around + 1) - from).Exists(line => line.Sign != ' '))
            {
                continue;
            }

            if (index != last + 1)
            {
                shown.Append("  ⋮\n");
            }

            shown.Append(lines[index].Sign).Append(' ').Append(lines[index].Line).Append('\n');
            (last, count) = (index, count + 1);
        }

        return count == MostLines ? shown.Append("  and more").ToString() : shown.ToString();
    }
}
