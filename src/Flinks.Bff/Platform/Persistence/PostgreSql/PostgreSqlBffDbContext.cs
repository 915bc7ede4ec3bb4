using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence.PostgreSql;

/// <summary>PostgreSQL.</summary>
public sealed class PostgreSqlBffDbContext(DbContextOptions<PostgreSqlBffDbContext> options) : BffDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }
}
