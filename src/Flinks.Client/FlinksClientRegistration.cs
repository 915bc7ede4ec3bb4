using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Flinks.Client.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Refit;

namespace Flinks.Client;

public static class FlinksClientRegistration
{
    /// <summary>Name of the HTTP client below <see cref="IFlinksApi"/>: a host may put another primary handler under it.</summary>
    public const string HttpClientName = "Flinks";

    /// <summary>Addresses of Flinks may move; a pooled connection would stay with the old one.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A host that does not even accept a connection is down; waiting the whole call time-out would tell no more.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Registers the client. The host binds and checks <see cref="FlinksOptions"/>.</summary>
    public static IServiceCollection AddFlinksClient(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<FlinksMetrics>();
        services.AddSingleton<FlinksPipelines>();
        services.AddTransient<KeysHandler>();
        services.AddTransient<ResilienceHandler>();
        services.AddTransient<TracingHandler>();
        services.AddTransient<BufferingHandler>();
        services.AddTransient<PromptHandler>();
        services.AddTransient<OnlyFlinksHandler>();

        services.AddRefitClient<IFlinksApi>(new RefitSettings(new SystemTextJsonContentSerializer(Json())), HttpClientName)
            .ConfigureHttpClient(Configure)
            .ConfigurePrimaryHttpMessageHandler(services => PrimaryHandler(services.GetRequiredService<IOptions<FlinksOptions>>().Value))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .AddHttpMessageHandler<KeysHandler>()
            .AddHttpMessageHandler<ResilienceHandler>()
            .AddHttpMessageHandler<TracingHandler>()
            .AddHttpMessageHandler<BufferingHandler>()
            .AddHttpMessageHandler<PromptHandler>()
            .AddHttpMessageHandler<OnlyFlinksHandler>();

        services.AddSingleton<AuthorizeTokenSource>();
        services.AddSingleton<FlinksClient>();
        services.AddSingleton<FlinksStatements>();
        services.AddSingleton<FlinksOAuth>();
        services.AddSingleton<FlinksProbe>();
        services.AddSingleton(static provider => new FlinksState(provider.GetRequiredService<AuthorizeTokenSource>(), provider.GetRequiredService<FlinksPipelines>()));
        services.AddSingleton<ConnectUrl>();
        return services;
    }

    private static JsonSerializerOptions Json() => new(FlinksJson.Default.Options) { TypeInfoResolver = FlinksJson.Default };

    private static void Configure(IServiceProvider services, HttpClient client)
    {
        var options = services.GetRequiredService<IOptions<FlinksOptions>>().Value;
        client.BaseAddress = new Uri($"{options.ApiRoot}/{options.CustomerId}");
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        // The pipelines keep time.
        client.Timeout = Timeout.InfiniteTimeSpan;
    }

    internal static SocketsHttpHandler PrimaryHandler(FlinksOptions options) => new()
    {
        // A redirect would carry our keys to another host.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = options.UseProxy,

        // The framework's activities carry the address, and with it a LoginId or RequestId; TracingHandler has its own.
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = ConnectionLifetime,
        ConnectTimeout = ConnectTimeout,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
    };
}
