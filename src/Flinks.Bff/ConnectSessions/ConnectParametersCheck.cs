using Flinks.Bff.Platform.Settings;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.ConnectSessions;

/// <summary>
/// Tells the operator of configured widget parameters that Flinks does not document: Connect ignores a misspelt name in silence. Only a
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

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Connect:Parameters:{Name} is not a parameter that Flinks documents; is it spelt right?")]
        public static partial void Unknown(ILogger logger, string name);
    }
}
