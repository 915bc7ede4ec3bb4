using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Client.Wire;

namespace Flinks.Simulator.Banking;

/// <summary>An answer ready to be sent.</summary>
internal sealed record BankingReply(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter = null)
{
    /// <summary>Where a 302 leads.</summary>
    public string? Location { get; init; }

    public const string Json = "application/json; charset=utf-8";

    public static BankingReply Of(AuthorizeReply reply, TimeSpan? retryAfter = null) =>
        new(reply.HttpStatusCode ?? StatusCodes.Status500InternalServerError, JsonSerializer.SerializeToUtf8Bytes(reply, ReplyJson.Detail), retryAfter);

    public static BankingReply Of(AuthorizeAnswer answer) => Of(answer.Reply, answer.RetryAfter);

    public static BankingReply Of(AccountsAnswer answer) => answer switch
    {
        AccountsAnswer.Ready { IsSummary: true } ready => Ok(JsonSerializer.SerializeToUtf8Bytes(ready.Reply, ReplyJson.Summary)),
        AccountsAnswer.Ready ready => Ok(JsonSerializer.SerializeToUtf8Bytes(ready.Reply, ReplyJson.Detail)),
        AccountsAnswer.NotReady notReady => Of(notReady.Reply),
        _ => throw new InvalidOperationException("AccountsAnswer is a closed family."),
    };

    public static BankingReply Of(TokenReply reply) => Ok(JsonSerializer.SerializeToUtf8Bytes(reply, ReplyJson.Detail));

    public static BankingReply Of(DeleteCardReply reply) => Ok(JsonSerializer.SerializeToUtf8Bytes(reply, ReplyJson.Detail));

    public static BankingReply Of(StatementsReply reply) => Ok(JsonSerializer.SerializeToUtf8Bytes(reply, ReplyJson.Detail));

    public static BankingReply Of(NightlyRefreshStatusReply reply) => Ok(JsonSerializer.SerializeToUtf8Bytes(reply, ReplyJson.Detail));

    public static BankingReply Of(InstitutionsReply reply) => Ok(JsonSerializer.SerializeToUtf8Bytes(reply, ReplyJson.Detail));

    /// <summary>A reply that has no fixed members.</summary>
    public static BankingReply Of(JsonNode reply) => Ok(JsonSerializer.SerializeToUtf8Bytes(reply));

    /// <param name="contentType">What the body is said to be.</param>
    public async Task SendAsync(HttpContext http, string? contentType = Json)
    {
        WriteHead(http.Response);
        http.Response.ContentType = contentType;
        await http.Response.Body.WriteAsync(Body, http.RequestAborted);
    }

    public void WriteHead(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = Json;
        response.ContentLength = Body.Length;
        if (Location is { } location)
        {
            response.Headers.Location = location;
        }

        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        }
    }

    private static BankingReply Ok(byte[] body) => new(StatusCodes.Status200OK, body);
}
