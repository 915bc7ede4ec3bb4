using System.Text.Json;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Problems;

/// <summary>Refusals of Flinks in the shapes that it gives them (flinks/api.md 5.5).</summary>
internal static class FlinksRefusal
{
    /// <param name="session">Whether the body names a RequestId.</param>
    public static Fault Of(int status, string? flinksCode, bool session, int? retryAfter = null) =>
        new Fault.Answer(status, JsonSerializer.Serialize(Members(status, flinksCode, session)))
        {
            Headers = retryAfter is { } seconds ? new Dictionary<string, string> { ["Retry-After"] = $"{seconds}" } : [],
        };

    private static Dictionary<string, object> Members(int status, string? flinksCode, bool session)
    {
        var members = new Dictionary<string, object> { ["HttpStatusCode"] = status, ["Message"] = "Scripted" };
        if (flinksCode is not null)
        {
            members["FlinksCode"] = flinksCode;
        }

        if (session)
        {
            members["RequestId"] = Guid.NewGuid();
        }

        return members;
    }
}
