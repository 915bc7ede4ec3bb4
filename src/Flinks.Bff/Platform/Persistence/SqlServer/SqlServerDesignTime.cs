using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Flinks.Bff.Platform.Persistence.SqlServer;

/// <summary>Lets <c>dotnet ef</c> see the model without starting the host, which would want its settings.</summary>
public sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerBffDbContext>
{
    public SqlServerBffDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerBffDbContext>();
        options.UseSqlServerAsWeDo("Server=design-time;Database=design-time");
        return new SqlServerBffDbContext(options.Options);
    }
}
