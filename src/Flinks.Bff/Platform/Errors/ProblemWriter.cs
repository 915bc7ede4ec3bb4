using System.Globalization;
using System.Net.Mime;
using Flinks.Bff.Platform.Http;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.Net.Http.Headers;

namespace Flinks.Bff.Platform.Errors;

/// <summary>Writes a refusal as <c>application/problem+json</c>: the one place where a problem gets its shape.</summary>
public sealed class ProblemWriter(PlatformMetrics metrics)
{
    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var kind = ProblemTable.Of(refusal.Code);
        var language = Languages.Accepted(context.Request);
        var retryAfter = refusal.RetryAfter ?? kind.RetryAfter;
        var response = context.Response;

        response.StatusCode = refusal.Status ?? kind.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        if (retryAfter is { } pause)
        {
            response.Headers.RetryAfter = NextAction.Seconds(pause).ToString(CultureInfo.InvariantCulture);
        }

        metrics.ProblemAnswered(kind.Code, response.StatusCode);
        RequestTrace.Tell(context, kind.Code);
        var texts = ProblemTexts.Of(kind.Code, language);
        var sentence = FlinksSentences.Of(refusal.FlinksCode, kind.Code, language) ?? texts.UserMessage;
        var problem = Describe(refusal, kind, texts with { UserMessage = sentence }, retryAfter, context.TraceIdentifier);
        return response.WriteAsJsonAsync(problem, BffJson.Answers, MediaTypeNames.Application.ProblemJson);
    }

    private static Problem Describe(Refusal refusal, ProblemKind kind, ProblemTexts.Text text, TimeSpan? retryAfter, string traceId) => new()
    {
        Type = kind.Type,
        Title = text.Title,
        Status = refusal.Status ?? kind.Status,
        Detail = text.Detail,
        Code = kind.Code,
        FlinksCode = refusal.FlinksCode,
        UserMessage = text.UserMessage,
        ConnectionId = refusal.ConnectionId,
        RetrievalId = refusal.RetrievalId,
        NextAction = refusal.NextAction ?? Next(refusal, kind, retryAfter),
        TraceId = traceId,
        Errors = kind.Code == ProblemCodes.ValidationFailed ? refusal.Errors ?? new Dictionary<string, string[]>() : null,
    };

    private static NextAction Next(Refusal refusal, ProblemKind kind, TimeSpan? retryAfter) => kind.Next switch
    {
        NextActionType.Connect => NextAction.Connect,
        NextActionType.Poll when refusal.RetrievalId is { } id => NextAction.Poll(id),
        NextActionType.Retrieve when refusal.ConnectionId is { } id => NextAction.Retrieve(id),
        // Shown as what it ended with, a retrieval that had to wait is not worth waiting for: a new one is.
        NextActionType.Wait when refusal is { Status: not null, ConnectionId: { } id } => NextAction.Retrieve(id, retryAfter),
        NextActionType.Wait when retryAfter is { } pause => NextAction.Wait(pause),
        var type => new NextAction(type),
    };
}
