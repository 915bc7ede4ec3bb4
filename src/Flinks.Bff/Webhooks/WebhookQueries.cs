namespace Flinks.Bff.Webhooks;

/// <summary>What is asked of the rows in more than one place.</summary>
public static class WebhookQueries
{
    extension(IQueryable<WebhookDelivery> rows)
    {
        /// <summary>Those that wait to be worked off.</summary>
        public IQueryable<WebhookDelivery> Waiting() => rows.Where(row => row.WorkedOffAt == null && row.NextStepAt != null);

        /// <summary>Those that wait for their login.</summary>
        public IQueryable<WebhookDelivery> Parked() => rows.Where(row => row.WorkedOffAt == null && row.NextStepAt == null);
    }
}
