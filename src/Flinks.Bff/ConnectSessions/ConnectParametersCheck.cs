using Flinks.Bff.Platform.Settings;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.ConnectSessions;

/// <summary>
/// Tells the operator of configured widget parameters that Flinks does not document, and of values that are none: Connect ignores either in silence. Only a
/// warning, as Flinks may know more by now than its pages told us.
/// </summary>
public sealed partial class ConnectParametersCheck(IOptions<ConnectOptions> connect, ILogger<ConnectParametersCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in connect.Value.Parameters.Keys.Where(name => !ConnectParameters.KnownParameters.Contains(name)))
        {
            Log.Unknown(logger, name);
        }

        foreach (var (name, value) in connect.Value.Parameters)
        {
            if (ConnectValues.Expected(name, value) is { } expected)
            {
                Log.Unfit(logger, name, expected);
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Connect:Parameters:{Name} is not a parameter that Flinks documents; is it spelt right?")]
        public static partial void Unknown(ILogger logger, string name);

        [LoggerMessage(LogLevel.Warning, "Connect:Parameters:{Name} should be {Expected}; the widget passes over anything else.")]
        public static partial void Unfit(ILogger logger, string name, string expected);
    }
}
