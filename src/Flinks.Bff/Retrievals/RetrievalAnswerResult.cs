using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Http;
using Flinks.Bff.Platform.Idempotency;
using Microsoft.AspNetCore.Mvc;
using Serilog;

namespace Flinks.Bff.Retrievals;

/// <summary>Turns a retrieval's answer into status, headers and body: the one place where 200, 202, 203 and problems part ways.</summary>
public sealed class RetrievalAnswerResult(RetrievalAnswer answer, TimeSpan? waited) : IActionResult, IMadeResource
{
    /// <summary>After each piece a slow reader is waited for.</summary>
    private const int PieceSize = 64 * 1024;

    public MadeResource? Made => answer switch
    {
        RetrievalAnswer.Ready(var head, _, _) => new(MadeResourceKind.Retrieval, head.RetrievalId.Value),
        RetrievalAnswer.Pending(var body) => new(MadeResourceKind.Retrieval, body.RetrievalId.Value),
        RetrievalAnswer.NeedsPerson(var body) => new(MadeResourceKind.Retrieval, body.RetrievalId.Value),
        RetrievalAnswer.Refused({ RetrievalId: { } id } refusal) when ProblemTable.Of(refusal.Code).Status < StatusCodes.Status500InternalServerError
            && refusal.Code != ProblemCodes.ValidationFailed => new(MadeResourceKind.Retrieval, id.Value),
        _ => null,
    };

    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        NameInLog(context.HttpContext);
        PreferredWait.Confirm(response, waited);
        switch (answer)
        {
            case RetrievalAnswer.Ready ready:
                return WriteAsync(response, ready, context.HttpContext.RequestAborted);
            case RetrievalAnswer.Pending(var body):
                response.Headers.Location = $"/api/v1/retrievals/{body.RetrievalId}";
                response.Headers.RetryAfter = $"{body.NextAction.RetryAfterSeconds}";
                return WriteAsync(response, StatusCodes.Status202Accepted, body, context.HttpContext.RequestAborted);
            case RetrievalAnswer.NeedsPerson(var body):
                return WriteAsync(response, StatusCodes.Status203NonAuthoritative, body, context.HttpContext.RequestAborted);
            case RetrievalAnswer.Refused(var refusal):
                return new ProblemResult(refusal).ExecuteResultAsync(context);
            default:
                throw new InvalidOperationException("The family is closed.");
        }
    }

    private static Task WriteAsync<T>(HttpResponse response, int status, T body, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(body, BffJson.Answers, cancellationToken);
    }

    /// <summary>The accounts' text goes out as it is held: not parsed again, and in pieces, so that a large one is not held twice.</summary>
    private static async Task WriteAsync(HttpResponse response, RetrievalAnswer.Ready ready, CancellationToken cancellationToken)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        var body = response.BodyWriter;
        WriteHead(body, ready.Head);
        body.Write(",\"accounts\":"u8);
        foreach (var part in ready.Data.Parts(ready.Selection))
        {
            for (var written = 0; written < part.Length; written += PieceSize)
            {
                await body.WriteAsync(part.Slice(written, Math.Min(PieceSize, part.Length - written)), cancellationToken);
            }
        }

        body.Write(",\"nextAction\":"u8);
        body.Write(JsonSerializer.SerializeToUtf8Bytes(ready.Head.NextAction, BffJson.Answers));
        body.Write("}"u8);
        await body.FlushAsync(cancellationToken);
    }

    /// <summary>All members before the accounts; the object stays open.</summary>
    private static void WriteHead(PipeWriter body, RetrievalReady head)
    {
        using var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = BffJson.Answers.Encoder });
        writer.WriteStartObject();
        Write(writer, "connectionId", head.ConnectionId);
        Write(writer, "retrievalId", head.RetrievalId);
        Write(writer, "state", head.State);
        Write(writer, "source", head.Source);
        Write(writer, "asOf", head.AsOf);
        Write(writer, "lastRefreshedAt", head.LastRefreshedAt);
        Write(writer, "institution", head.Institution);
    }

    private static void Write<T>(Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, BffJson.Answers);
    }

    private void NameInLog(HttpContext context)
    {
        var (connectionId, retrievalId) = answer switch
        {
            RetrievalAnswer.Ready(var head, _, _) => (head.ConnectionId, head.RetrievalId),
            RetrievalAnswer.Pending(var body) => (body.ConnectionId, body.RetrievalId),
            RetrievalAnswer.NeedsPerson(var body) => (body.ConnectionId, body.RetrievalId),
            RetrievalAnswer.Refused(var refusal) => (refusal.ConnectionId, refusal.RetrievalId),
            _ => default((Platform.Identifiers.ConnectionId?, Platform.Identifiers.RetrievalId?)),
        };
        var log = context.RequestServices.GetRequiredService<IDiagnosticContext>();
        log.Set("ConnectionId", connectionId);
        log.Set("RetrievalId", retrievalId);
    }
}

public static class RetrievalAnswering
{
    /// <summary>Answers with where a retrieval stands.</summary>
    public static RetrievalAnswerResult Answer(this ControllerBase _, RetrievalAnswer answer, Asking asking) => new(answer, asking.Wait);
}
