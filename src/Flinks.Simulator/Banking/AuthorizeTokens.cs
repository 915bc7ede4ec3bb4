namespace Flinks.Simulator.Banking;

/// <summary>Authorize tokens: each opens one Authorize call or one Connect page (flinks/api.md 2).</summary>
internal sealed class AuthorizeTokens(SimulatorOptions options, TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> _unused = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<(string Token, DateTimeOffset IssuedAt)> _oldest = [];

    /// <summary>Those that nobody has used, oldest first, with the moment of their issue.</summary>
    public IReadOnlyList<(string Token, DateTimeOffset IssuedAt)> Unused => [.. _oldest.Where(issued => _unused.ContainsKey(issued.Token))];

    public string Issue()
    {
        var token = Guid.NewGuid().ToString();
        Put(token, clock.GetUtcNow());
        return token;
    }

    public void Put(string token, DateTimeOffset issuedAt)
    {
        _unused[token] = issuedAt;
        _oldest.Enqueue((token, issuedAt));
        ForgetOld();
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

        return IsYoung(issuedAt);
    }

    /// <summary>Whatever is unused is of no use any more.</summary>
    public void Clear()
    {
        _unused.Clear();
        _oldest.Clear();
    }

    /// <summary>A load test must not fill the memory with tokens that are used or too old.</summary>
    private void ForgetOld()
    {
        while (_oldest.TryPeek(out var oldest) && !(IsYoung(oldest.IssuedAt) && _unused.ContainsKey(oldest.Token)))
        {
            _oldest.Dequeue();
            _unused.Remove(oldest.Token);
        }
    }

    private bool IsYoung(DateTimeOffset issuedAt) => clock.GetUtcNow() - issuedAt < options.AuthorizeTokenLifetime;
}
