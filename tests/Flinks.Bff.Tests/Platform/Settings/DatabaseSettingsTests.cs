namespace Flinks.Bff.Tests.Platform.Settings;

/// <summary>Which database is meant, as the start checks it.</summary>
public sealed class DatabaseSettingsTests
{
    [Theory]
    [InlineData("PostgreSql", null)]
    [InlineData("PostgreSql", "")]
    [InlineData("PostgreSql", "hunter2")]
    [InlineData("PostgreSql", "Database=hunter2")]
    [InlineData("PostgreSql", "Host=db;Port=hunter2")]
    [InlineData("SqlServer", null)]
    [InlineData("SqlServer", "hunter2")]
    [InlineData("SqlServer", "Database=hunter2")]
    [InlineData("SqlServer", "Server=db;Encrypt=hunter2")]
    public void A_database_server_needs_a_connection_string_of_its_kind(string provider, string? connectionString)
    {
        var complaint = Assert.Single(TestSettings.Complaints(new() { ["Database:Provider"] = provider, ["ConnectionStrings:FlinksBff"] = connectionString }));

        Assert.Contains("ConnectionStrings:FlinksBff", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PostgreSql", "Host=db;Database=bff")]
    [InlineData("SqlServer", "Server=db;Database=bff")]
    public void A_database_server_may_be_named(string provider, string connectionString)
    {
        Assert.Empty(TestSettings.Complaints(new() { ["Database:Provider"] = provider, ["ConnectionStrings:FlinksBff"] = connectionString }));
    }
}
