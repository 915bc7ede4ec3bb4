using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Flinks.Bff.Platform.Persistence.PostgreSql;

/// <summary>Lets <c>dotnet ef</c> see the model without starting the host, which would want its settings.</summary>
public sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlBffDbContext>
{
    public PostgreSqlBffDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgreSqlBffDbContext>();
        options.UsePostgreSqlAsWeDo("Host=design-time;Database=design-time");
        return new PostgreSqlBffDbContext(options.Options);
    }
}
