using System.Text.RegularExpressions;
using Flinks.Client;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>The keys that sign addresses.</summary>
public static partial class KeyRules
{
    public static IEnumerable<string> Complaints(ResumeUrlsOptions resumeUrls, FlinksOptions flinks)
    {
        if (resumeUrls.Keys.Count == 0)
        {
            yield return "ResumeUrls:Keys:0:Id and ResumeUrls:Keys:0:Value are missing";
        }

        foreach (var (index, key) in resumeUrls.Keys.Index())
        {
            var name = $"ResumeUrls:Keys:{index}";
            if (!KeyId().IsMatch(key.Id))
            {
                yield return $"{name}:Id is not 1 to 32 of A-Z a-z 0-9 _ -";
            }
            else if (resumeUrls.Keys.FindIndex(other => other.Id == key.Id) < index)
            {
                yield return $"{name}:Id stands there twice";
            }

            foreach (var complaint in Secrets.KeyComplaints($"{name}:Value", key.Value, flinks))
            {
                yield return complaint;
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,32}\z")]
    private static partial Regex KeyId();
}
