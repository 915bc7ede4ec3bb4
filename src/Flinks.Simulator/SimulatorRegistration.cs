using Flinks.Simulator.Attributes;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Clock;
using Flinks.Simulator.Connect;
using Flinks.Simulator.Control;
using Flinks.Simulator.Faults;
using Flinks.Simulator.KeptAnswers;
using Flinks.Simulator.NightlyRefresh;
using Flinks.Simulator.OAuth;
using Flinks.Simulator.Pages;
using Flinks.Simulator.Statements;
using Flinks.Simulator.Webhooks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Flinks.Simulator;

/// <summary>Puts the simulator into a host.</summary>
public static class SimulatorRegistration
{
    /// <summary>The HTTP client that webhooks are sent with; a test may give it another handler.</summary>
    public const string WebhookClientName = "webhooks";

    /// <summary>Registers Flinks. A <see cref="TimeProvider"/> registered before is its clock; otherwise a running <see cref="MovableClock"/>.</summary>
    public static IServiceCollection AddFlinksSimulator(this IServiceCollection services, Action<SimulatorOptions>? configure = null)
    {
        services.AddRouting();
        services.AddOptions<SimulatorOptions>()
            .BindConfiguration(SimulatorOptions.Section)
            .Configure(options => configure?.Invoke(options))
            .ValidateDataAnnotations();
        services.TryAddSingleton<TimeProvider>(new MovableClock());
        services.TryAddSingleton<SimulatedFlinks>();
        services.AddHttpClient(WebhookClientName).RemoveAllLoggers();
        services.TryAddSingleton<WebhookSender>();
        services.TryAddSingleton<BackgroundCollecting>();
        services.TryAddSingleton<AnswerDesk>();
        services.TryAddSingleton<AuthorizeDesk>();
        services.TryAddSingleton<AuthorizeAsyncDesk>();
        services.TryAddSingleton<AccountsDesk>();
        services.TryAddSingleton<KeptAnswersDesk>();
        services.TryAddSingleton<StatementsDesk>();
        services.TryAddSingleton<AttributesDesk>();
        services.TryAddSingleton<NightlyRefreshDesk>();
        services.TryAddSingleton<BankSite>();
        services.TryAddSingleton<FaultPlayer>();
        services.TryAddSingleton<BankingEndpoints>();
        services.TryAddSingleton<ConnectVisits>();
        services.TryAddSingleton<ConnectEnding>();
        services.TryAddSingleton<ConnectSignIn>();
        services.TryAddSingleton<ConnectFlow>();
        services.TryAddSingleton<ProviderFlow>();
        services.TryAddSingleton<ProviderPage>();
        services.TryAddSingleton<ConnectEndpoints>();
        services.TryAddSingleton<ControlEndpoints>();
        services.TryAddSingleton<LoginEndpoints>();
        services.TryAddSingleton<SessionEndpoints>();
        services.TryAddSingleton<StateKeeper>();
        services.TryAddSingleton<StateEndpoints>();
        services.TryAddSingleton<ControlPage>();
        services.TryAddSingleton<WebhookEndpoints>();
        services.TryAddSingleton<FrontPage>();
        return services;
    }

    /// <summary>Maps the banking API, the Connect page, the front page and <c>/sim</c>.</summary>
    public static IEndpointRouteBuilder MapFlinksSimulator(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.ServiceProvider.GetRequiredService<BankingEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<ConnectEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<ProviderPage>().Map(routes);
        routes.ServiceProvider.GetRequiredService<BankSite>().Map(routes);
        routes.ServiceProvider.GetRequiredService<ControlEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<LoginEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<SessionEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<StateEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<ControlPage>().Map(routes);
        routes.ServiceProvider.GetRequiredService<WebhookEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<FrontPage>().Map(routes);
        PageFiles.Map(routes);
        return routes;
    }
}
