using FluentValidation;
using Flinks.Bff.Platform.Work;
using Flinks.Client;
using Microsoft.Extensions.Options;
using Quartz;

namespace Flinks.Bff.Retrievals;

public static class RetrievalsRegistration
{
    /// <summary>Due rows are looked for this often, or more often where they are polled at short intervals.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>So a poll is late by a quarter of its interval at the most.</summary>
    private const int LooksPerPoll = 4;

    public static IServiceCollection AddRetrievals(this IServiceCollection services)
    {
        services.AddSingleton<RetrievalStore>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<RetrievalStore>());
        services.AddSingleton<RetrievalMetrics>();
        services.AddSingleton<RetrievalTraces>();
        services.AddHostedService<RetrievalBacklog>();
        services.AddSingleton<RetrievalSignals>();
        services.AddSingleton<RetrievalFlights>();
        services.AddSingleton<RetrievalWrites>();
        services.AddSingleton<LeaseStore>();
        services.AddSingleton<RetrievalLeases>();
        services.AddTransient<LeasedCallHandler>();
        // After the client's own handlers, so that it is the innermost.
        services.AddHttpClient(FlinksClientRegistration.HttpClientName).AddHttpMessageHandler<LeasedCallHandler>();
        services.AddSingleton<DataElsewhere>();
        services.AddSingleton<RetrievalRuns>();
        services.AddSingleton<RetrievalRunner>();
        services.AddSingleton<RetrievalStarter>();
        services.AddSingleton<RetrievalSettling>();
        services.AddSingleton<AuthorizeStep>();
        services.AddSingleton<CollectStep>();
        services.AddSingleton<DueRetrievals>();
        services.AddSingleton<ResultStore>();
        services.AddSingleton<ResultCache>();
        services.AddSingleton<RetrievalWaiting>();
        services.AddSingleton<RetrievalAnswers>();
        services.AddSingleton<RetrievalService>();
        services.AddSingleton<ArrivalStore>();
        services.AddSingleton<RetrievalHistoryStore>();
        services.AddSingleton<RetrievalHistory>();
        services.AddSingleton<RetrievalArrivals>();
        services.AddSingleton<RetrievalWatching>();
        services.AddSingleton<OpenRetrievals>();
        services.AddSingleton<PreferredWait>();
        services.AddHostedService<MovesElsewhere>();
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
        return pollInterval / LooksPerPoll < LookEvery ? pollInterval / LooksPerPoll : LookEvery;
    }
}
