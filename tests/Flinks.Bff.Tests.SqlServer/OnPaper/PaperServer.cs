using System.Collections.Concurrent;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.SqlServer.OnPaper;

/// <summary>
/// Takes SQL Server's place and writes down what it is asked, so that the SQL of every query can be looked at where there is no server. It
/// answers every question with one made-up row, or with none.
/// </summary>
internal sealed class PaperServer(bool answersWithRow) : IDbContextFactory<BffDbContext>
{
    private readonly ConcurrentQueue<string> _asked = new();

    public IReadOnlyCollection<string> Asked => _asked;

    public bool AnswersWithRow => answersWithRow;

    public BffDbContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<SqlServerBffDbContext>();
        options.UseSqlServer(new PaperConnection(this), provider => provider.ExecutionStrategy(static dependencies => new SqlServerRetries(dependencies)));
        return new SqlServerBffDbContext(options.Options);
    }

    public void Ask(string sql) => _asked.Enqueue(sql);
}
