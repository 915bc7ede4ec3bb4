using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence.Sqlite;

/// <summary>SQLite: the default that needs no set-up.</summary>
public sealed class SqliteBffDbContext(DbContextOptions<SqliteBffDbContext> options) : BffDbContext(options);
