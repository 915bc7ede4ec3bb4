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
        if (waited is { } wait)
        {
            response.Headers[PreferredWait.AppliedHeader] = $"wait={(int)wait.TotalSeconds}";
        }

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

    /// <summary>The accounts' text goes out as it is held; it is not parsed again.</summary>
    private static async Task WriteAsync(HttpResponse response, RetrievalAnswer.Ready ready, CancellationToken cancellationToken)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        await using (var writer = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = BffJson.Answers.Encoder }))
        {
            var head = ready.Head;
            writer.WriteStartObject();
            Write(writer, "connectionId", head.ConnectionId);
            Write(writer, "retrievalId", head.RetrievalId);
            Write(writer, "state", head.State);
            Write(writer, "source", head.Source);
            Write(writer, "asOf", head.AsOf);
            Write(writer, "lastRefreshedAt", head.LastRefreshedAt);
            Write(writer, "institution", head.Institution);
            writer.WritePropertyName("accounts");
            ready.Data.WriteTo(writer, ready.Selection);
            Write(writer, "nextAction", head.NextAction);
            writer.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
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
