using System.Diagnostics;

namespace Flinks.Bff.Tests.Platform.Settings;

public sealed class StartTests
{
    [Theory]
    [InlineData("Flinks__CustomerId", "hunter2", "Flinks:CustomerId")]
    [InlineData("Flinks__PollInterval", "hunter2", "Flinks:PollInterval")]
    [InlineData("RateLimits__PerUserPerMinute", "hunter2", "RateLimits:PerUserPerMinute")]
    [InlineData("ConnectionStrings__FlinksBff", "hunter2", "ConnectionStrings:FlinksBff")]
    [InlineData("ConnectionStrings__FlinksBff", "Data Source=/no/such/folder/hunter2.db", "ConnectionStrings:FlinksBff")]
    [InlineData("ConnectionStrings__FlinksBff", "Data Source=/proc/version;Mode=ReadOnly", "ConnectionStrings:FlinksBff")]
    public async Task An_unsound_setting_stops_the_start_with_one_line_that_names_it(string variable, string value, string named)
    {
        using var host = Start(new() { [variable] = value });

        var complaint = await host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var rest = await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, host.ExitCode);
        Assert.Contains(named, Assert.Single(complaint.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain(value, complaint + rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PostgreSql", "Host=127.0.0.1;Port=1;Database=hunter2;Username=hunter2;Password=hunter2")]
    [InlineData("SqlServer", "Server=127.0.0.1,1;Database=hunter2;User Id=hunter2;Password=hunter2;Connect Timeout=5")]
    public async Task A_database_server_that_does_not_answer_stops_the_start_with_one_line_without_names_and_passwords(string provider, string connectionString)
    {
        using var host = Start(new() { ["Database__Provider"] = provider, ["ConnectionStrings__FlinksBff"] = connectionString });

        var complaint = await host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var rest = await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, host.ExitCode);
        Assert.Contains("ConnectionStrings:FlinksBff", Assert.Single(complaint.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", complaint + rest, StringComparison.Ordinal);
    }

    private static Process Start(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BffApplication).Assembly.Location])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, sound) in TestSettings.Sound())
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = sound;
        }

        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }
}
