using System.Text;
using Flinks.Simulator.Banking;

namespace Flinks.Simulator.Faults;

/// <summary>Lets a call meet its fault.</summary>
internal sealed class FaultPlayer(TimeProvider clock, IHostApplicationLifetime host)
{
    private const int ChunkBytes = 64 * 1024;

    // Cutting a connection drops what has not left yet; the first half should arrive.
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromMilliseconds(50);

    /// <summary>Plays a fault. True: the call is answered, or never will be; false: the true answer is still owed.</summary>
    public async Task<bool> PlayAsync(Fault fault, HttpContext http)
    {
        // A host that stops does not wait for calls that are held.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        switch (fault)
        {
            case Fault.Held held:
                await held.Gate.PassAsync(over.Token);
                return false;
            case Fault.Delayed delayed:
                await Task.Delay(delayed.By, clock, over.Token);
                return false;
            case Fault.Answer answer:
                await WriteAsync(answer, http);
                return true;
            case Fault.Raw raw:
                http.Response.StatusCode = raw.Status;
                http.Response.ContentType = BankingReply.Json;
                await http.Response.Body.WriteAsync(raw.Body, http.RequestAborted);
                return true;
            case Fault.HugeBody huge:
                await WriteAsync(huge, http);
                return true;
            case Fault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, over.Token);
                return true;
            case Fault.Abort:
                http.Abort();
                return true;
            default:
                return false;
        }
    }

    public static async Task TruncateAsync(HttpContext http, BankingReply reply)
    {
        reply.WriteHead(http.Response);
        await http.Response.Body.WriteAsync(reply.Body[..(reply.Body.Length / 2)], http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        await Task.Delay(TimeToLeave, TimeProvider.System, http.RequestAborted);
        http.Abort();
    }

    private static async Task WriteAsync(Fault.Answer answer, HttpContext http)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (MayHaveBody(answer.Status))
        {
            await http.Response.WriteAsync(answer.Body, http.RequestAborted);
        }
    }

    // HTTP knows none with these, and the server refuses to write one.
    private static bool MayHaveBody(int status) =>
        status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);

    private static async Task WriteAsync(Fault.HugeBody huge, HttpContext http)
    {
        http.Response.ContentType = BankingReply.Json;
        var chunk = Encoding.ASCII.GetBytes(new string('x', ChunkBytes));
        await http.Response.WriteAsync("\"", http.RequestAborted);
        for (var left = huge.Bytes - 2; left > 0; left -= ChunkBytes)
        {
            await http.Response.Body.WriteAsync(chunk.AsMemory(0, (int)Math.Min(left, ChunkBytes)), http.RequestAborted);
        }

        await http.Response.WriteAsync("\"", http.RequestAborted);
    }
}
