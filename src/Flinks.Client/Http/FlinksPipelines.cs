using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Flinks.Client;

/// <summary>
/// How patient we are with each group of endpoints. A group's failures open its own circuit only: a Flinks that cannot sign anybody in
/// may still give data. Authorize and the data POSTs are never sent twice: a second live call ends as CARD_IN_USE or as a second code to
/// the person.
/// </summary>
internal sealed class FlinksPipelines
{
    /// <summary>Two more tries, at about 0.2 and 0.4 s: enough for a lost connection, and a failed mint is known within two seconds.</summary>
    private const int Retries = 2;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Four of five calls must fail, of at least this many: a single person's bad minute never shuts out the others.</summary>
    private const int CircuitMinimumCalls = 30;

    private const double CircuitFailureRatio = 0.8;

    private static readonly TimeSpan CircuitWindow = TimeSpan.FromSeconds(30);

    /// <summary>Short, as one probe is all it costs to find Flinks up again.</summary>
    private static readonly TimeSpan CircuitBreak = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline<HttpResponseMessage> _minting;
    private readonly ResiliencePipeline<HttpResponseMessage> _authorizing;
    private readonly ResiliencePipeline<HttpResponseMessage> _collecting;
    private readonly ResiliencePipeline<HttpResponseMessage> _polling;
    private readonly ResiliencePipeline<HttpResponseMessage> _deleting;
    private readonly ResiliencePipeline<HttpResponseMessage> _statements;
    private readonly ResiliencePipeline<HttpResponseMessage> _attributes;
    private readonly ResiliencePipeline<HttpResponseMessage> _scheduling;
    private readonly ResiliencePipeline<HttpResponseMessage> _informing;

    private readonly Dictionary<string, CircuitBreakerStateProvider> _circuits = [];

    public IReadOnlyDictionary<string, CircuitBreakerStateProvider> Circuits => _circuits;

    public FlinksPipelines(IOptions<FlinksOptions> options, TimeProvider time, FlinksMetrics metrics)
    {
        _minting = Repeatable(options.Value, time, Circuit("minting"));
        _authorizing = Once(options.Value, time, Circuit("authorizing"));
        _collecting = Once(options.Value, time, Circuit("collecting"));
        _polling = Repeatable(options.Value, time, Circuit("polling"));
        _deleting = Repeatable(options.Value, time, Circuit("deleting"));
        _statements = Once(options.Value, time, Circuit("statements"));
        _attributes = Once(options.Value, time, Circuit("attributes"));
        _scheduling = Once(options.Value, time, Circuit("scheduling"));
        _informing = Repeatable(options.Value, time, Circuit("informing"));
        metrics.WatchCircuits(_circuits);
    }

    public ResiliencePipeline<HttpResponseMessage> For(FlinksEndpoint endpoint) => endpoint switch
    {
        FlinksEndpoint.GenerateAuthorizeToken => _minting,
        FlinksEndpoint.GetAccountsSummaryAsync or FlinksEndpoint.GetAccountsDetailAsync => _polling,
        FlinksEndpoint.GetStatements or FlinksEndpoint.GetStatementsAsync => _statements,
        FlinksEndpoint.Attributes => _attributes,
        FlinksEndpoint.SetScheduledRefresh => _scheduling,
        FlinksEndpoint.Institutions or FlinksEndpoint.GetNightlyRefreshStatus or FlinksEndpoint.OAuthAuthorize => _informing,
        FlinksEndpoint.DeleteCard => _deleting,
        FlinksEndpoint.GetAccountsSummary or FlinksEndpoint.GetAccountsDetail => _collecting,
        _ => _authorizing,
    };

    // The circuit counts calls, so it stands around the retries; the time-out is each attempt's own.
    private static ResiliencePipeline<HttpResponseMessage> Repeatable(
        FlinksOptions options, TimeProvider time, CircuitBreakerStrategyOptions<HttpResponseMessage> circuit) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(circuit)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                Delay = RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthRepeating(arguments.Outcome)),
            })
            .AddTimeout(options.CallTimeout)
            .Build();

    private static ResiliencePipeline<HttpResponseMessage> Once(
        FlinksOptions options, TimeProvider time, CircuitBreakerStrategyOptions<HttpResponseMessage> circuit) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(circuit)
            .AddTimeout(options.CallTimeout)
            .Build();

    private CircuitBreakerStrategyOptions<HttpResponseMessage> Circuit(string group) => new()
    {
        StateProvider = _circuits[group] = new CircuitBreakerStateProvider(),
        FailureRatio = CircuitFailureRatio,
        MinimumThroughput = CircuitMinimumCalls,
        SamplingDuration = CircuitWindow,
        BreakDuration = CircuitBreak,
        ShouldHandle = arguments => ValueTask.FromResult(IsOutage(arguments.Outcome)),
    };

    // A time-out has already cost minutes; repeating it would cost them again.
    private static bool IsWorthRepeating(Outcome<HttpResponseMessage> outcome) =>
        IsOutage(outcome) && outcome.Exception is not TimeoutRejectedException;

    private static bool IsOutage(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
        _ => false,
    };
}
