using Flinks.Bff.Platform.Errors;
using Flinks.Client;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Statements;

/// <summary>Passes a document on while it comes. Before its first bytes are there a problem can still be answered; after that only the cut can tell.</summary>
public sealed partial class StatementDocumentResult(StatementDocument document) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        await using var _ = document;
        var http = context.HttpContext;
        var services = http.RequestServices;
        using var timeUp = new CancellationTokenSource(services.GetRequiredService<IOptions<FlinksOptions>>().Value.CallTimeout, services.GetRequiredService<TimeProvider>());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, http.RequestAborted);
        try
        {
            await WriteAsync(http, either.Token);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader left.
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or HttpRequestException or OperationCanceledException)
        {
            await TellAsync(context, exception);
        }
    }

    private async Task WriteAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var piece = await document.ReadAsync(cancellationToken);
        http.Response.ContentType = "application/pdf";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"statement.pdf\"";
        while (!piece.IsEmpty)
        {
            await http.Response.Body.WriteAsync(piece, cancellationToken);
            piece = await document.ReadAsync(cancellationToken);
        }
    }

    private static Task TellAsync(ActionContext context, Exception exception)
    {
        var http = context.HttpContext;
        if (!http.Response.HasStarted)
        {
            http.Response.Headers.ContentDisposition = default;
            return new ProblemResult(new Refusal(exception is InvalidDataException ? ProblemCodes.UpstreamFailed : ProblemCodes.UpstreamUnavailable)).ExecuteResultAsync(context);
        }

        Log.BrokeOff(http.RequestServices.GetRequiredService<ILogger<StatementDocumentResult>>(), exception.GetType().Name);
        http.Abort();
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Flinks broke off in the middle of a statement ({Error}); so did our answer.")]
        public static partial void BrokeOff(ILogger logger, string error);
    }
}
