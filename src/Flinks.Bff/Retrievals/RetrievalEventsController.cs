using System.Globalization;
using System.Text.Json;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Http;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Retrievals;

/// <summary>A retrieval's moves as a stream.</summary>
[ApiController]
[Tags(Chapters.Retrievals)]
[Route("api/v1/retrievals/{retrievalId:guid}/events")]
public sealed class RetrievalEventsController(RetrievalWatching watching) : ControllerBase
{
    /// <summary>When this instance stops its readers come back spread over this time, so that the others do not get them all at once.</summary>
    private static readonly TimeSpan SoonestReturn = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LatestReturn = TimeSpan.FromSeconds(5);

    /// <summary>Watch a retrieval</summary>
    /// <remarks>
    /// The alternative to polling: a stream of server-sent events. The present state comes at once, then every move as `event: state` with the retrieval's version as `id` and
    /// a JSON object as `data`; `event: end` comes last, when the retrieval is over. Every 15 seconds a comment shows that the stream is alive.
    ///
    /// Read it with `fetch`, because `EventSource` sends no bearer token. After a cut open it again; with the `id` of the last event in the header `Last-Event-ID`, what it told is not told again. Events hold no bank data and no token: when `state` is `ready`
    /// or `mfaRequired`, GET the retrieval. At most ten streams of a user are open at once. A stream closes, without `end`, when the token that opened it expires: open it again with a new one.
    /// </remarks>
    /// <param name="retrievalId">The retrieval to watch.</param>
    /// <response code="200">The stream. Each `data` of a `state` event is a `RetrievalEvent`.</response>
    /// <response code="404">The user has no such retrieval.</response>
    /// <response code="429">Too many calls, or the user has ten streams open.</response>
    [HttpGet]
    [ProducesResponseType<RetrievalEventBody>(StatusCodes.Status200OK, "text/event-stream")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<IActionResult> WatchAsync([FromRoute] Guid retrievalId, CancellationToken cancellationToken)
    {
        var (refusal, events) = await watching.OpenAsync(User.Key(), new RetrievalId(retrievalId), LastSeen(), User.ExpiresAt(), cancellationToken);
        if (events is null)
        {
            return new ProblemResult(refusal!);
        }

        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        Response.ContentType = "text/event-stream";
        Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await WriteAsync(events, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The host stops, or the token is over. Nothing has ended but the stream: no end event, and a reader comes back, to another instance or with another token.
            var pause = Random.Shared.Next((int)SoonestReturn.TotalMilliseconds, (int)LatestReturn.TotalMilliseconds);
            await SendAsync($": closing; open the stream again\nretry: {pause}\n\n", cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }

        return new EmptyResult();
    }

    /// <summary>What a reader says who comes back; whatever is no version of ours is as good as nothing.</summary>
    private int? LastSeen() => int.TryParse(Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private async Task WriteAsync(IAsyncEnumerable<RetrievalEvent?> events, CancellationToken cancellationToken)
    {
        await foreach (var moved in events.WithCancellation(cancellationToken))
        {
            await SendAsync(
                moved is var (version, body) ? $"event: state\nid: {version}\ndata: {JsonSerializer.Serialize(body, BffJson.Answers)}\n\n" : ":\n\n", cancellationToken);
        }

        await SendAsync("event: end\ndata: {}\n\n", cancellationToken);
    }

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await Response.WriteAsync(text, cancellationToken);
        await Response.Body.FlushAsync(cancellationToken);
    }
}
