using FluentValidation;
using Flinks.Bff.Platform.Work;
using Quartz;

namespace Flinks.Bff.Webhooks;

public static class WebhooksRegistration
{
    /// <summary>Most are worked off at once where they came in; this is for what was left behind.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<WebhookInboxStore>();
        services.AddSingleton<WebhookInbox>();
        services.AddSingleton<IValidator<WebhookInboxQuery>, WebhookInboxQueryValidator>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookReceiver>();
        services.AddSingleton<WebhookDispatch>();
        services.AddSingleton<WebhookWork>();
        services.AddSingleton<ISweep, WebhookSweep>();
        services.AddHostedService<WebhookBacklog>();
        services.AddQuartz(quartz => quartz.AddRound<WorkOffWebhooksJob>("webhooks", _ => LookEvery));
        return services;
    }
}
