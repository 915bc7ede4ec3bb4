using System.Globalization;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Retrievals;

/// <summary>Reads <c>Prefer: wait=N</c> (RFC 7240), capped by <c>Retrieval:MaxWait</c>. What cannot be read is ignored, as the RFC wants.</summary>
public sealed class PreferredWait(IOptions<RetrievalOptions> options)
{
    private const string AppliedHeader = "Preference-Applied";

    /// <summary>How the call asks, with the wait it prefers.</summary>
    public Asking Of(HttpRequest request) => (HttpMethods.IsPost(request.Method) ? Asking.Post(Read(request)) : Asking.Get(Read(request))) with
    {
        HungUp = IdempotencyFilter.HungUp(request.HttpContext),
    };

    /// <summary>Says in the answer how long the call was ready to wait, if it preferred to.</summary>
    public static void Confirm(HttpResponse response, TimeSpan? waited)
    {
        if (waited is { } wait)
        {
            response.Headers[AppliedHeader] = $"wait={(int)wait.TotalSeconds}";
        }
    }

    private TimeSpan? Read(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(line => (line ?? "").Split([',', ';'], StringSplitOptions.TrimEntries)))
        {
            if (preference.Split('=', StringSplitOptions.TrimEntries) is [var name, var value]
                && name.Equals("wait", StringComparison.OrdinalIgnoreCase)
                && value.Trim('"') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit))
            {
                // More than fits a number is more than the most we wait.
                return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && TimeSpan.FromSeconds(seconds) is var wait && wait < options.Value.MaxWait
                    ? wait
                    : options.Value.MaxWait;
            }
        }

        return null;
    }
}
