namespace Flinks.Client.Wire;

/// <summary>The 200 of <c>POST /GenerateAuthorizeToken</c> (flinks/api.md 4).</summary>
public sealed class TokenReply
{
    public int? HttpStatusCode { get; init; }

    public string? Token { get; init; }
}
