namespace Flinks.Client;

/// <summary>Sends a request through its group's pipeline. What is repeated has no body, so the message itself can be sent again.</summary>
internal sealed class ResilienceHandler(FlinksPipelines pipelines) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await pipelines.For(FlinksEndpoints.Of(request)).ExecuteAsync(
            static async (call, token) => await call.Handler.SendOnceAsync(call.Request, token),
            (Handler: this, Request: request),
            cancellationToken);

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);
}
