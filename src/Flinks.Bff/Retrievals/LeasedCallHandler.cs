using Flinks.Bff.Platform.Persistence;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// The last thing before a request to Flinks goes out: whoever works on a row must still hold its lease. However long the way here took, for
/// a token, a pause between two tries, or because the whole process stood still. A body is looked after until it leaves: see <see cref="LeasedContent"/>.
/// </summary>
public sealed class LeasedCallHandler(RetrievalLeases leases) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (leases.Current is not { } lease)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        await CheckAsync(lease);
        var content = request.Content;
        request.Content = content is null ? null : new LeasedContent(content, () => CheckAsync(lease));
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.Content = content;
        }
    }

    private static async Task CheckAsync(RetrievalLeases.Kept lease)
    {
        if (!await IsHeldAsync(lease))
        {
            throw new LeaseLostException();
        }
    }

    /// <summary>What cannot be found out counts as lost: the row is taken up again. The client would take the database's trouble for Flinks'.</summary>
    private static async ValueTask<bool> IsHeldAsync(RetrievalLeases.Kept lease)
    {
        try
        {
            return await lease.IsHeldAsync();
        }
        catch (Exception exception) when (DatabaseFault.Is(exception))
        {
            return false;
        }
    }
}

/// <summary>The row is somebody else's by now: nothing more is sent for it.</summary>
public sealed class LeaseLostException() : Exception("The lease of the row was lost.")
{
    /// <summary>Whatever a client has wrapped around it.</summary>
    public static bool Is(Exception? exception) => exception is not null && (exception is LeaseLostException || Is(exception.InnerException));
}
