using System.Net;

namespace Flinks.Client;

/// <summary>Reads the body within the attempt, so that time-out, retry and circuit see a body that stalls or breaks off.</summary>
internal sealed class BufferingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (IsStreamed(request, response))
        {
            return response;
        }

        try
        {
            using var received = response.Content;
            response.Content = await BufferedContent.ReadAsync(received, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Statements may be of any length: they are passed on while they come.</summary>
    private static bool IsStreamed(HttpRequestMessage request, HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.OK && FlinksEndpoints.Of(request) is (FlinksEndpoint.GetStatements or FlinksEndpoint.GetStatementsAsync);
}
