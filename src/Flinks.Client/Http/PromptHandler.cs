namespace Flinks.Client;

/// <summary>Sees to it that Authorize leaves within the time for which whoever sends it may still do so.</summary>
internal sealed class PromptHandler(TimeProvider time) : DelegatingHandler
{
    /// <summary>Shorter than the time that a lease lasts at least once it was looked at (10 s), with something to spare for the way.</summary>
    private static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(8);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } body && FlinksEndpoints.Of(request) == FlinksEndpoint.Authorize)
        {
            request.Content = new PromptContent(body, time.GetUtcNow() + LeavesWithin, time);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
