using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Flinks.Client.Wire;
using Microsoft.Extensions.Options;

namespace Flinks.Client;

/// <summary>
/// Statements at Flinks. A reply holds every document, megabytes of base64, so it is read while it comes: a list passes the documents over,
/// and one document is handed on in pieces.
/// </summary>
public sealed class FlinksStatements(IFlinksApi api, IOptions<FlinksOptions> options, TimeProvider time)
{
    /// <summary>A reply that is over by then may be something else than statements: a status that a proxy has rewritten.</summary>
    private const int ShortReply = 64 * 1024;

    private readonly FlinksCaller _caller = new(api, time);

    /// <summary>Asks for statements.</summary>
    public Task<FlinksOutcome> ListAsync(RequestId requestId, StatementsWanted wanted, CancellationToken cancellationToken) =>
        CallAsync(FlinksCall.Collect, (flinks, token) => flinks.GetStatementsAsync(QueryOf(requestId, wanted), token), ListAsync, cancellationToken);

    /// <summary>Asks again after a <see cref="FlinksOutcome.Pending"/>.</summary>
    public Task<FlinksOutcome> PollAsync(RequestId requestId, CancellationToken cancellationToken) =>
        CallAsync(FlinksCall.Poll, (flinks, token) => flinks.PollStatementsAsync(requestId.Reveal(), token), ListAsync, cancellationToken);

    /// <summary>Opens the document of one of the statements that are there.</summary>
    public Task<FlinksOutcome> OpenAsync(
        RequestId requestId, StatementsWanted wanted, Predicate<ListedStatement> isIt, CancellationToken cancellationToken) =>
        CallAsync(
            FlinksCall.Collect,
            (flinks, token) => flinks.GetStatementsAsync(QueryOf(requestId, wanted), token),
            (pipe, source, token) => OpenAsync(pipe, source, isIt, token),
            cancellationToken);

    private static StatementsQuery QueryOf(RequestId requestId, StatementsWanted wanted) => new()
    {
        RequestId = requestId.Reveal(),
        NumberOfStatements = wanted.Period.ToString(),
        AccountsFilter = wanted.AccountIds,
    };

    private async Task<FlinksOutcome> CallAsync(
        FlinksCall call,
        Func<IFlinksApi, CancellationToken, Task<HttpResponseMessage>> send,
        Func<PipeReader, IDisposable, CancellationToken, Task<FlinksOutcome>> read,
        CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(options.Value.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        return await _caller.StreamAsync(call, send, (response, token) => ReadAsync(call, response, read, token), either.Token, cancellationToken);
    }

    /// <summary>What a 200 with a body of any length comes to.</summary>
    private static async Task<FlinksOutcome> ReadAsync(
        FlinksCall call,
        HttpResponseMessage response,
        Func<PipeReader, IDisposable, CancellationToken, Task<FlinksOutcome>> read,
        CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken), new StreamPipeReaderOptions(leaveOpen: true));
        var outcome = await SaysOtherwiseAsync(call, pipe, cancellationToken) ?? await read(pipe, response, cancellationToken);
        if (outcome is not FlinksOutcome.StatementOpened)
        {
            await pipe.CompleteAsync();
            response.Dispose();
        }

        return outcome;
    }

    private static async Task<FlinksOutcome?> SaysOtherwiseAsync(FlinksCall call, PipeReader pipe, CancellationToken cancellationToken)
    {
        var beginning = await pipe.ReadAtLeastAsync(ShortReply, cancellationToken);
        FlinksOutcome? other = null;
        if (beginning.IsCompleted && beginning.Buffer.Length < ShortReply)
        {
            var reply = FlinksReply.Read(HttpStatusCode.OK, beginning.Buffer.ToArray(), retryAfter: null);
            other = reply.Status != (int)HttpStatusCode.OK || reply.Code is not null ? ReplyOutcome.Of(call, reply) : null;
        }

        pipe.AdvanceTo(beginning.Buffer.Start);
        return other;
    }

    private static async Task<FlinksOutcome> ListAsync(PipeReader pipe, IDisposable source, CancellationToken cancellationToken)
    {
        var reader = new StatementsReader(pipe);
        var statements = new List<ListedStatement>();
        while (await reader.NextAsync(cancellationToken) is var step and not StatementsStep.End)
        {
            if (step == StatementsStep.Document)
            {
                await PassOverAsync(reader, pipe, cancellationToken);
            }
            else if (reader.Statement is { } statement)
            {
                statements.Add(statement);
            }
        }

        return reader.HoldsStatements ? new FlinksOutcome.StatementsListed(statements) : new FlinksOutcome.Failed(FlinksCode: null);
    }

    private static async Task<FlinksOutcome> OpenAsync(PipeReader pipe, IDisposable source, Predicate<ListedStatement> isIt, CancellationToken cancellationToken)
    {
        var reader = new StatementsReader(pipe);
        while (await reader.NextAsync(cancellationToken) is var step and not StatementsStep.End)
        {
            if (step == StatementsStep.Document)
            {
                // A document that comes before its name cannot be known for the right one without holding it; Flinks names it first.
                if (reader.Statement is { } statement && isIt(statement))
                {
                    return await IsTextAsync(pipe, cancellationToken)
                        ? new FlinksOutcome.StatementOpened(new StatementDocument(statement, pipe, source))
                        : new FlinksOutcome.Failed(FlinksCode: null);
                }

                await PassOverAsync(reader, pipe, cancellationToken);
            }
        }

        return reader.HoldsStatements ? new FlinksOutcome.StatementMissing() : new FlinksOutcome.Failed(FlinksCode: null);
    }

    private static async Task PassOverAsync(StatementsReader reader, PipeReader pipe, CancellationToken cancellationToken)
    {
        if (!await IsTextAsync(pipe, cancellationToken))
        {
            return;
        }

        var text = new JsonTextUnescaper();
        while (!text.IsEnded)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var consumed = PassOver(text, read.Buffer);
            if (!text.IsEnded && read.IsCompleted)
            {
                throw new InvalidDataException("The document does not end.");
            }

            pipe.AdvanceTo(consumed, text.IsEnded ? consumed : read.Buffer.End);
        }

        reader.DocumentEnded();
    }

    /// <summary>Whether a document follows; a null is left to the JSON reader.</summary>
    private static async Task<bool> IsTextAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var first = FirstSign(read.Buffer);
            pipe.AdvanceTo(read.Buffer.Start, first is null ? read.Buffer.End : read.Buffer.Start);
            if (first is not null || read.IsCompleted)
            {
                return first == '"';
            }
        }
    }

    private static byte? FirstSign(ReadOnlySequence<byte> buffer)
    {
        var signs = new SequenceReader<byte>(buffer);
        signs.AdvancePastAny(" \t\r\n"u8);
        return signs.TryPeek(out var first) ? first : null;
    }

    private static SequencePosition PassOver(JsonTextUnescaper text, ReadOnlySequence<byte> buffer)
    {
        var signs = new SequenceReader<byte>(buffer);
        while (!text.IsEnded && signs.TryRead(out var sign))
        {
            text.Take(sign);
        }

        return signs.Position;
    }
}
