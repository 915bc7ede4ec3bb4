using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flinks.Bff.Tests.Platform.Settings;

/// <summary>What is allowed and seldom meant does not stop the start, but is told.</summary>
public sealed class SettingsWarningsTests
{
    [Theory]
    [InlineData("SqlServer", "Server=db;Database=bff;Encrypt=true;TrustServerCertificate=true", true)]
    [InlineData("SqlServer", "Server=db;Database=bff;Encrypt=true", false)]
    [InlineData("PostgreSql", "Host=db;Database=bff", true)]
    [InlineData("PostgreSql", "Host=db;Database=bff;SSL Mode=Require", true)]
    [InlineData("PostgreSql", "Host=db;Database=bff;SSL Mode=VerifyFull", false)]
    [InlineData("PostgreSql", "Host=127.0.0.1;Database=bff", false)]
    [InlineData("PostgreSql", "Host=/var/run/postgresql;Database=bff", false)]
    [InlineData("Sqlite", null, false)]
    public void A_database_whose_certificate_is_not_looked_at_is_told(string provider, string? connectionString, bool told)
    {
        var warnings = Warnings(Environments.Production, ("Database:Provider", provider), ("ConnectionStrings:FlinksBff", connectionString)).ToList();

        Assert.Equal(told, warnings.Exists(warning => warning.StartsWith("ConnectionStrings:FlinksBff ", StringComparison.Ordinal)));
        Assert.DoesNotContain("bff;", string.Concat(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_http_to_Flinks_is_told()
    {
        Assert.Contains(Warnings(Environments.Production, ("Flinks:AllowPlainHttp", "true"), ("Flinks:ApiBaseUrl", "http://simulator:5081/v3")), warning => warning.StartsWith("Flinks:ApiBaseUrl ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_sandbox_is_told()
    {
        Assert.Contains(Warnings(Environments.Production, ("Flinks:Instance", "toolbox"), ("Flinks:ApiBaseUrl", null)), warning => warning.StartsWith("Flinks:Instance ", StringComparison.Ordinal));
    }

    [Fact]
    public void In_development_nothing_is_told()
    {
        Assert.Empty(Warnings(Environments.Development, ("Database:Provider", "SqlServer"), ("ConnectionStrings:FlinksBff", "Server=db;TrustServerCertificate=true")));
    }

    [Fact]
    public async Task The_start_goes_on_and_writes_it_into_the_log()
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["Flinks:AllowPlainHttp"] = "true";
            settings["Flinks:ApiBaseUrl"] = "http://flinks.example.test/v3";
        });

        Assert.Single(bff.Logs.Lines, line => line.Text.Contains("Flinks:ApiBaseUrl is plain http", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Warnings(string environment, params (string Name, string? Value)[] different)
    {
        var settings = TestSettings.Sound();
        foreach (var (name, value) in different)
        {
            settings[name] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build();
        return new SettingsWarnings(configuration, new HostingEnvironment { EnvironmentName = environment }, NullLogger<SettingsWarnings>.Instance).Find();
    }
}
