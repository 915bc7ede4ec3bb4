namespace Flinks.Simulator.Banking;

/// <summary>Authorize tokens: each opens one Authorize call or one Connect page (flinks/api.md 2).</summary>
internal sealed class AuthorizeTokens(SimulatorOptions options, TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> _unused = new(StringComparer.OrdinalIgnoreCase);

    public string Issue()
    {
        var token = Guid.NewGuid().ToString();
        _unused[token] = clock.GetUtcNow();
        return token;
    }

    /// <summary>Uses the token up. False: unknown, used before or too old.</summary>
    public bool TryUse(string? token)
    {
        if (!options.AuthorizeTokenRequired)
        {
            return true;
        }

        if (token is null || !_unused.TryGetValue(token, out var issuedAt))
        {
            return false;
        }

        if (options.AuthorizeTokenSingleUse)
        {
            _unused.Remove(token);
        }

        return clock.GetUtcNow() - issuedAt < options.AuthorizeTokenLifetime;
    }

    public void Clear() => _unused.Clear();
}
