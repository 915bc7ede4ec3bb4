using System.Globalization;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Flinks.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether webhooks can come, and whether they do.</summary>
public sealed class WebhooksCheck(
    IDbContextFactory<BffDbContext> contexts, IOptions<WebhooksOptions> webhooks, IOptions<FlinksOptions> flinks, IOptions<BffOptions> bff) : DoctorCheck("webhooks", DoctorNeed.Tables)
{
    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        if (webhooks.Value.Keys.Count == 0)
        {
            return Ok("Switched off (no Webhooks:Keys): Flinks is polled.");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await db.WebhookDeliveries.MaxAsync(row => (DateTimeOffset?)row.ReceivedAt, cancellationToken);
        if (last is { } received)
        {
            return Ok(string.Create(CultureInfo.InvariantCulture, $"The last one came at {received.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z."));
        }

        return flinks.Value.Delivery == FlinksDelivery.Webhook
            ? Warning("None came within the last two days, though Flinks:Delivery is Webhook.", Tell)
            : Ok("None came within the last two days; Flinks:Delivery is Polling, so none has to.", Tell);
    }

    private string Tell => $"Have Flinks send them to {bff.Value.PublicUrl?.TrimEnd('/') ?? "https://(our public address)"}/webhooks/flinks, signed with one of Webhooks:Keys.";
}
