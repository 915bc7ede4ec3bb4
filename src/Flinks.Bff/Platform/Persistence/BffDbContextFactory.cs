using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Hands out the configured provider's context as the one model.</summary>
public sealed class BffDbContextFactory<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<BffDbContext>
    where TContext : BffDbContext
{
    public BffDbContext CreateDbContext() => contexts.CreateDbContext();

    public async Task<BffDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) => await contexts.CreateDbContextAsync(cancellationToken);
}
