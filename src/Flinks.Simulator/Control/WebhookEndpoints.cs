using Flinks.Simulator.Webhooks;

namespace Flinks.Simulator.Control;

/// <summary><c>/sim/webhooks</c>: those that were sent, and those that are to be.</summary>
internal sealed class WebhookEndpoints(SimulatedFlinks flinks, WebhookSender sender)
{
    private static readonly IResult NoUrl = Results.Conflict("Simulator:WebhookUrl is not set.");

    public void Map(IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/sim/webhooks");
        webhooks.MapGet("/", () => Results.Json(flinks.Webhooks.All, ControlJson.Default.IReadOnlyListSentWebhook));
        webhooks.MapPost("/", SendAsync);
        webhooks.MapGet("/{id:guid}", Body);
        webhooks.MapPost("/{id:guid}/again", AgainAsync);
    }

    private async Task<IResult> SendAsync(WebhookOrder order, CancellationToken cancellationToken)
    {
        if (flinks.Options.WebhookUrl is null)
        {
            return NoUrl;
        }

        if (!order.MakesSense || flinks.FindLogin(order.LoginId) is not { } login || WebhookBodies.Of(flinks, login, order) is not { } body)
        {
            return Results.BadRequest("Name a login and a kind: details, nightly, kyc, failure or unknown; times from 1 to 100, after up to 30 days.");
        }

        var delivery = order.DeliveryOf(body);
        if (order.Retries || order.After > TimeSpan.Zero)
        {
            sender.StartAfter(order.After, [.. Enumerable.Repeat(delivery, order.Times)]);
            return Results.Accepted();
        }

        var sent = new List<SentWebhook>();
        for (var time = 0; time < order.Times; time++)
        {
            sent.Add(await sender.SendAsync(delivery, cancellationToken));
        }

        return Results.Json(sent, ControlJson.Default.IReadOnlyListSentWebhook);
    }

    private IResult Body(Guid id) => flinks.Webhooks.Find(id) is { } delivery ? Results.Bytes(delivery.Body, "application/json") : Results.NotFound();

    private async Task<IResult> AgainAsync(Guid id, CancellationToken cancellationToken)
    {
        if (flinks.Webhooks.Find(id) is not { } delivery)
        {
            return Results.NotFound();
        }

        return flinks.Options.WebhookUrl is null
            ? NoUrl
            : Results.Json([await sender.SendAsync(delivery, cancellationToken)], ControlJson.Default.IReadOnlyListSentWebhook);
    }
}
