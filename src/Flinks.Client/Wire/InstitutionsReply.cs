namespace Flinks.Client.Wire;

/// <summary>A page of <c>GET /Institutions</c> (flinks/api.md 12.6).</summary>
public sealed class InstitutionsReply
{
    public IReadOnlyList<InstitutionEntry>? Data { get; init; }

    public int? Count { get; init; }
}

/// <summary>One institution.</summary>
public sealed class InstitutionEntry
{
    public int? Id { get; init; }

    public IReadOnlyList<InstitutionLocalization>? Localizations { get; init; }

    /// <summary><c>Enabled</c> or <c>Disabled</c>.</summary>
    public string? Status { get; init; }

    /// <summary><c>CA</c> or <c>US</c>.</summary>
    public string? Country { get; init; }
}

/// <summary>An institution's name and addresses in one language.</summary>
public sealed class InstitutionLocalization
{
    public string? Language { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<InstitutionUrl>? Urls { get; init; }
}

/// <summary>An address of an institution.</summary>
public sealed class InstitutionUrl
{
    /// <summary><c>Main</c>.</summary>
    public string? Type { get; init; }

    public string? Url { get; init; }
}
