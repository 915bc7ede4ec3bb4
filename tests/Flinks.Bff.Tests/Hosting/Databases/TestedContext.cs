using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>The tested provider's context.</summary>
/// <param name="Open">Makes one outside of a host.</param>
/// <param name="Intercept">Puts an interceptor into a host's.</param>
public sealed record TestedContext(Func<string, BffDbContext> Open, Action<IServiceCollection, IInterceptor> Intercept)
{
    public static TestedContext Of<TContext>(Action<DbContextOptionsBuilder, string> use, Func<DbContextOptions<TContext>, TContext> create)
        where TContext : BffDbContext => new(
            connectionString =>
            {
                var options = new DbContextOptionsBuilder<TContext>();
                use(options, connectionString);
                return create(options.Options);
            },
            static (services, interceptor) => services.ConfigureDbContext<TContext>(options => options.AddInterceptors(interceptor)));
}
