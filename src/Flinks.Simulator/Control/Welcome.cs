using Microsoft.Extensions.Options;

namespace Flinks.Simulator.Control;

/// <summary>Tells, once started, what the simulator has to offer.</summary>
internal sealed partial class Welcome(IOptions<SimulatorOptions> options, ILogger<Welcome> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log.Ready(logger, options.Value.CustomerId, options.Value.Url);
        foreach (var login in SimulatedLogins.All)
        {
            Log.Offers(logger, login.LoginId, login.Name);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Flinks simulator for customer {CustomerId}; its keys, logins and controls are at {Url}/.")]
        public static partial void Ready(ILogger logger, Guid customerId, string url);

        [LoggerMessage(LogLevel.Information, "Login {LoginId}: {Name}.")]
        public static partial void Offers(ILogger logger, Guid loginId, string name);
    }
}
