using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Flinks.Bff.Platform.Persistence.Sqlite;

/// <summary>Lets <c>dotnet ef</c> see the model without starting the host, which would want its settings.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteBffDbContext>
{
    public SqliteBffDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteBffDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
