using System.Net;
using System.Net.Sockets;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Flinks.Client;

/// <summary>Makes one call and says what came of it. Transport's exceptions end here.</summary>
internal sealed class FlinksCaller(IFlinksApi api, TimeProvider time)
{
    public async Task<FlinksOutcome> CallAsync(
        FlinksCall call, Func<IFlinksApi, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await send(api, cancellationToken);
            var content = await BufferedContent.ReadAsync(response.Content, cancellationToken);
            return Read(call, response, content);
        }
        catch (Exception exception) when (IsTransport(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ReplyOutcome.OfSilence(call);
        }
    }

    private FlinksOutcome Read(FlinksCall call, HttpResponseMessage response, BufferedContent content)
    {
        if (content.Bytes is null && response.IsSuccessStatusCode)
        {
            return new FlinksOutcome.Failed(FlinksCode: null);
        }

        var body = content.Bytes.GetValueOrDefault();
        if (MayHoldAccounts(call, response) && AccountsPayload.TryRead(body) is { SaysOtherwise: false } payload)
        {
            return new FlinksOutcome.Collected(payload);
        }

        var reply = FlinksReply.Read(response.StatusCode, body, RetryAfter(response));
        content.Attempt?.Says(reply.Code);
        return ReplyOutcome.Of(call, reply);
    }

    private static bool MayHoldAccounts(FlinksCall call, HttpResponseMessage response) =>
        call is FlinksCall.Collect or FlinksCall.Poll && response.StatusCode == HttpStatusCode.OK;

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var pause = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    // Refit from version 11 on wraps what the HTTP client throws, cancellation too.
    private static bool IsTransport(Exception? exception) => exception switch
    {
        null => false,
        HttpRequestException or IOException or SocketException or OperationCanceledException => true,
        TimeoutRejectedException or BrokenCircuitException => true,
        _ => IsTransport(exception.InnerException),
    };
}
