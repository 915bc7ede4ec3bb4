using System.Text.Json;

namespace Flinks.Simulator.Tests.Infrastructure;

/// <summary>An answer as it came over the wire.</summary>
public sealed record FlinksReply(int Status, JsonElement Body, string Raw, TimeSpan? RetryAfter)
{
    public string? Code => Text("FlinksCode");

    public Guid RequestId => Body.GetProperty(nameof(RequestId)).GetGuid();

    public DateTime LastRefresh => Body.GetProperty("Login").GetProperty(nameof(LastRefresh)).GetDateTime();

    public IReadOnlyList<JsonElement> Accounts => [.. Body.GetProperty(nameof(Accounts)).EnumerateArray()];

    public IReadOnlyList<JsonElement> Challenges => [.. Body.GetProperty("SecurityChallenges").EnumerateArray()];

    public bool Has(string member) => Body.TryGetProperty(member, out _);

    public string? Text(string member) => Body.TryGetProperty(member, out var value) ? value.GetString() : null;
}
