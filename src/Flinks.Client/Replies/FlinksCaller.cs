using System.Net;
using System.Net.Sockets;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Flinks.Client;

/// <summary>Makes one call and says what came of it. Transport's exceptions end here.</summary>
internal sealed class FlinksCaller(IFlinksApi api, TimeProvider time)
{
    public Task<FlinksOutcome> CallAsync(
        FlinksCall call, Func<IFlinksApi, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken) =>
        CallAsync(call, send, call is FlinksCall.Collect or FlinksCall.Poll ? Accounts : static _ => null, cancellationToken);

    /// <param name="read">Takes the body of a 200 for what was asked for; null: it is something else.</param>
    public async Task<FlinksOutcome> CallAsync(
        FlinksCall call,
        Func<IFlinksApi, CancellationToken, Task<HttpResponseMessage>> send,
        Func<ReadOnlyMemory<byte>, FlinksOutcome?> read,
        CancellationToken cancellationToken)
    {
        try
        {
            using var response = await send(api, cancellationToken);
            var content = await BufferedContent.ReadAsync(response.Content, cancellationToken);
            return Read(call, response, content, read);
        }
        catch (Exception exception) when (IsTransport(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ReplyOutcome.OfSilence(call);
        }
    }

    /// <summary>Makes a call whose 200 is read while it comes; the reader disposes of it.</summary>
    /// <param name="patience">Ends the call as a time-out.</param>
    /// <param name="cancellationToken">Ends it because nobody wants it any more.</param>
    public async Task<FlinksOutcome> StreamAsync(
        FlinksCall call,
        Func<IFlinksApi, CancellationToken, Task<HttpResponseMessage>> send,
        Func<HttpResponseMessage, CancellationToken, Task<FlinksOutcome>> read,
        CancellationToken patience,
        CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await send(api, patience);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await read(response, patience);
            }

            using (response)
            {
                return Read(call, response, await BufferedContent.ReadAsync(response.Content, patience), static _ => null);
            }
        }
        catch (InvalidDataException)
        {
            response?.Dispose();
            return new FlinksOutcome.Failed(FlinksCode: null);
        }
        catch (Exception exception) when (IsTransport(exception))
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return ReplyOutcome.OfSilence(call);
        }
    }

    private FlinksOutcome Read(FlinksCall call, HttpResponseMessage response, BufferedContent content, Func<ReadOnlyMemory<byte>, FlinksOutcome?> read)
    {
        if (content.Bytes is null && response.IsSuccessStatusCode)
        {
            return new FlinksOutcome.Failed(FlinksCode: null);
        }

        var body = content.Bytes.GetValueOrDefault();
        if (response.StatusCode == HttpStatusCode.OK && read(body) is { } answer)
        {
            return answer;
        }

        var reply = FlinksReply.Read(response.StatusCode, body, RetryAfter(response));
        content.Attempt?.Says(reply.Code);
        return ReplyOutcome.Of(call, reply);
    }

    private static FlinksOutcome.Collected? Accounts(ReadOnlyMemory<byte> body) =>
        AccountsPayload.TryRead(body) is { SaysOtherwise: false } payload ? new FlinksOutcome.Collected(payload) : null;

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
