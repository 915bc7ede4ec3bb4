namespace Flinks.Client.Wire;

/// <summary>The 200 of <c>DELETE /DeleteCard/{loginId}</c>: the one reply with <c>StatusCode</c> in place of <c>HttpStatusCode</c> (flinks/api.md 12.5).</summary>
public sealed class DeleteCardReply
{
    public int? StatusCode { get; init; }

    public string? Message { get; init; }
}
