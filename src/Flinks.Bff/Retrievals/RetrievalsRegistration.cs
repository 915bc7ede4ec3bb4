using FluentValidation;
using Flinks.Bff.Platform.Work;
using Flinks.Client;
using Microsoft.Extensions.Options;
using Quartz;

namespace Flinks.Bff.Retrievals;

public static class RetrievalsRegistration
{
    /// <summary>Due rows are looked for this often, or as often as they are polled if that is more.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddRetrievals(this IServiceCollection services)
    {
        services.AddSingleton<RetrievalStore>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<RetrievalStore>());
        services.AddSingleton<RetrievalSignals>();
        services.AddSingleton<RetrievalLeases>();
        services.AddSingleton<RetrievalRuns>();
        services.AddSingleton<RetrievalRunner>();
        services.AddSingleton<RetrievalStarter>();
        services.AddSingleton<RetrievalSettling>();
        services.AddSingleton<AuthorizeStep>();
        services.AddSingleton<CollectStep>();
        services.AddSingleton<DueRetrievals>();
        services.AddSingleton<ResultCache>();
        services.AddSingleton<RetrievalWaiting>();
        services.AddSingleton<RetrievalAnswers>();
        services.AddSingleton<RetrievalService>();
        services.AddSingleton<RetrievalWatching>();
        services.AddSingleton<PreferredWait>();
        services.AddSingleton<IValidator<StartRetrieval>, StartRetrievalValidator>();
        services.AddSingleton<IValidator<MfaAnswers>, MfaAnswersValidator>();
        services.AddQuartz(quartz =>
        {
            for (var shard = 0; shard < RetrievalStarter.Shards; shard++)
            {
                var mine = shard;
                quartz.AddRound<PollDueRetrievalsJob>($"retrievals-{mine}", Interval, job => job.UsingJobData(PollDueRetrievalsJob.ShardKey, mine));
            }
        });
        return services;
    }

    private static TimeSpan Interval(IServiceProvider services)
    {
        var pollInterval = services.GetRequiredService<IOptions<FlinksOptions>>().Value.PollInterval;
        return pollInterval < LookEvery ? pollInterval : LookEvery;
    }
}
