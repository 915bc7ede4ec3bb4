using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flinks.Client.Tests;

/// <summary>The client as a host has it, over scripted answers and a movable clock.</summary>
public sealed class TestFlinks : IAsyncDisposable
{
    public static readonly Guid CustomerId = Guid.Parse("43387ca6-0391-4c82-857d-70d95f087ecb");
    public static readonly LoginId LoginId = new(Guid.Parse("00000000-0000-4000-8000-000000001001"));
    public static readonly RequestId RequestId = new(Guid.Parse("00000000-0000-4000-8000-000000002001"));

    private readonly ServiceProvider _services;

    public TestFlinks(Action<FlinksOptions>? configure = null, Action<IServiceCollection>? register = null)
    {
        var options = Options(configure);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IOptions<FlinksOptions>>(new OptionsWrapper<FlinksOptions>(options));
        services.AddLogging();
        services.AddFlinksClient();
        services.AddHttpClient(FlinksClientRegistration.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => Script);
        register?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public MovableTime Time { get; } = new();

    public ScriptedFlinks Script { get; } = new();

    public FlinksClient Client => _services.GetRequiredService<FlinksClient>();

    public FlinksStatements Statements => _services.GetRequiredService<FlinksStatements>();

    public FlinksOAuth OAuth => _services.GetRequiredService<FlinksOAuth>();

    /// <summary>Whose meters are this client's and no other's.</summary>
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public AuthorizeTokenSource Tokens => _services.GetRequiredService<AuthorizeTokenSource>();

    /// <summary>No pool unless a test asks for one, so that calls can be counted.</summary>
    public static FlinksOptions Options(Action<FlinksOptions>? configure = null)
    {
        var options = new FlinksOptions
        {
            ApiBaseUrl = "https://flinks.test/v3",
            ConnectBaseUrl = "https://connect.flinks.test/v2/",
            CustomerId = CustomerId.ToString(),
            SecretKey = "the-secret-key",
            ApiKey = "the-api-key",
            TokenPool = 0,
        };
        configure?.Invoke(options);
        return options;
    }

    /// <summary>Makes a call and moves the clock over its pauses between attempts, not to its time-out.</summary>
    public Task<FlinksOutcome> CallAsync(string call) => RunAsync(call, within: TimeSpan.FromSeconds(20));

    /// <summary>Makes a call and moves the clock to its time-out.</summary>
    public Task<FlinksOutcome> CallUntilTimeOutAsync(string call) => RunAsync(call, within: TimeSpan.FromMinutes(10));

    private Task<FlinksOutcome> RunAsync(string call, TimeSpan within) =>
        Time.RunAsync(Calls.Make(this, call, TestContext.Current.CancellationToken), within);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
