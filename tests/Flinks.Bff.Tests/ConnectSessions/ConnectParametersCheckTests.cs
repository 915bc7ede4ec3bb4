using Flinks.Bff.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.Tests.ConnectSessions;

public sealed class ConnectParametersCheckTests
{
    [Fact]
    public async Task A_misspelt_parameter_is_told_at_the_start()
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["Connect:Parameters:consentEnabled"] = "true";
            settings["Connect:Parameters:customerName"] = "Sample Co";
        });

        var warning = Assert.Single(bff.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("Connect:Parameters:", StringComparison.Ordinal));
        Assert.Contains("consentEnabled", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_none_is_told_at_the_start_and_not_repeated()
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["Connect:Parameters:consentEnable"] = "True, please";
            settings["Connect:Parameters:maximumRetry"] = "3";
            settings["Connect:Parameters:customerName"] = "Sample Co";
        });

        var warning = Assert.Single(bff.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("Connect:Parameters:", StringComparison.Ordinal));
        Assert.Contains("consentEnable should be true or false", warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("please", warning.Text, StringComparison.Ordinal);
    }
}
