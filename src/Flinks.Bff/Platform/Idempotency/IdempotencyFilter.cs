using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Flinks.Bff.Platform.Idempotency;

/// <summary>
/// Honours <c>Idempotency-Key</c> on every POST of a user: the same key and body answer with what the first call made, as it stands now.
/// </summary>
public sealed class IdempotencyFilter(KeptCallStore calls, IResourceReplay replay, PlatformMetrics metrics, TimeProvider time) : IAsyncResourceFilter, IAsyncActionFilter
{
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 255;

    /// <summary>More than any body of ours may have: answers to a bank's questions must not spill into a temporary file.</summary>
    private const int KeptInMemory = 16 * 1024 * 1024;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _underWay = new(StringComparer.Ordinal);

    /// <summary>Whether the caller has gone, also where a call goes on without them.</summary>
    public static CancellationToken HungUp(HttpContext http) => http.Features.Get<NewCall>()?.HungUp ?? http.RequestAborted;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || context.HttpContext.User.Identity is not { IsAuthenticated: true } || !request.Headers.TryGetValue(Header, out var keys))
        {
            await next();
            return;
        }

        if (keys is not [{ Length: > 0 and <= LongestKey } key] || key.Any(character => character is <= ' ' or > '~'))
        {
            context.Result = new ProblemResult(Refusal.Invalid(Header, $"Must be 1 to {LongestKey} visible ASCII characters."));
            return;
        }

        var callHash = Hash(context.HttpContext.User.Key().ToBytes(), $"{request.Method} {request.Path}\0{key}");
        using var turn = await TakeTurnAsync(callHash, context.HttpContext.RequestAborted);
        var bodyHash = await HashBodyAsync(request);
        if (await calls.FindAsync(callHash, time.GetUtcNow(), context.HttpContext.RequestAborted) is { } kept)
        {
            var sameBody = CryptographicOperations.FixedTimeEquals(kept.BodyHash, bodyHash);
            metrics.KeyRepeated(sameBody);
            if (sameBody && context.ActionDescriptor.EndpointMetadata.OfType<RepeatableAttribute>().Any())
            {
                await next();
                return;
            }

            context.Result = sameBody
                ? await replay.AnswerAsync(context.HttpContext, new MadeResource(kept.Kind, kept.ResourceId))
                : new ProblemResult(new Refusal(ProblemCodes.IdempotencyMismatch));
            return;
        }

        context.HttpContext.Features.Set(new NewCall(callHash, bodyHash, context.HttpContext.RequestAborted));

        // Who hangs up comes back with the same key: what the call makes has to be known by then.
        context.HttpContext.RequestAborted = CancellationToken.None;
        await next();
    }

    /// <summary>Kept before the answer goes out: a caller who has it can count on it.</summary>
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var executed = await next();
        if (context.HttpContext.Features.Get<NewCall>() is not { } call)
        {
            return;
        }

        if (executed.Result is IMadeResource { Made: { } made })
        {
            var now = time.GetUtcNow();
            var kept = await calls.KeepAsync(
                new KeptCall { CallHash = call.CallHash, BodyHash = call.BodyHash, Kind = made.Kind, ResourceId = made.Id, ForgetAt = now + KeptFor },
                now,
                CancellationToken.None);
            executed.Result = await CountingAsync(context.HttpContext, kept, call, made, executed.Result);
        }

        // The answer itself is nobody's if they have gone.
        context.HttpContext.RequestAborted = call.HungUp;
    }

    /// <summary>
    /// Another instance may have answered the same call at the same time. Then its connect session counts, and ours, of which nobody was told, is
    /// never used; retrievals are joined while they are open, so two of them are two answers with data.
    /// </summary>
    private async Task<IActionResult> CountingAsync(HttpContext context, KeptCall kept, NewCall call, MadeResource made, IActionResult answer) =>
        kept.ResourceId == made.Id ? answer
        : !CryptographicOperations.FixedTimeEquals(kept.BodyHash, call.BodyHash) ? new ProblemResult(new Refusal(ProblemCodes.IdempotencyMismatch))
        : kept.Kind is MadeResourceKind.ConnectSession or MadeResourceKind.Authorization ? await replay.AnswerAsync(context, new MadeResource(kept.Kind, kept.ResourceId))
        : answer;

    private static byte[] Hash(byte[] user, string call) => SHA256.HashData([.. user, .. Encoding.UTF8.GetBytes(call)]);

    private static async Task<byte[]> HashBodyAsync(HttpRequest request)
    {
        request.EnableBuffering(KeptInMemory);
        var hash = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return hash;
    }

    /// <summary>Two calls with one key at once: the second waits for what the first makes.</summary>
    private async Task<IDisposable> TakeTurnAsync(byte[] callHash, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexString(callHash);
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_underWay.GetOrAdd(name, mine) is var first && first != mine)
        {
            await first.Task.WaitAsync(cancellationToken);
        }

        return new Turn(() =>
        {
            _underWay.TryRemove(name, out _);
            mine.SetResult();
        });
    }

    private sealed record NewCall(byte[] CallHash, byte[] BodyHash, CancellationToken HungUp);

    private sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>Answers a repeated call with the resource that the first one made, as it stands now.</summary>
public interface IResourceReplay
{
    Task<IActionResult> AnswerAsync(HttpContext context, MadeResource made);
}
