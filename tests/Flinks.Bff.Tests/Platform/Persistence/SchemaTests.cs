using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Client;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Platform.Persistence;

public sealed class SchemaTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrations_are_up_with_the_model()
    {
        await using var bff = await BffHost.StartAsync();

        Assert.False(await bff.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
        Assert.Empty(await bff.ReadAsync(db => db.Database.GetPendingMigrationsAsync(Token)));
    }

    [Fact]
    public async Task A_database_that_is_behind_stops_the_start_where_migrating_is_off()
    {
        using var database = TemporaryDatabase.CreateEmpty();

        var exception = await Assert.ThrowsAsync<PendingMigrationsException>(
            () => BffHost.StartAsync(settings => settings["Database:MigrateOnStart"] = "false", database: database));

        Assert.IsType<StartupException>(exception, exactMatch: false);
        Assert.Contains("Database:MigrateOnStart", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth0|AbC")]
    [InlineData("auth0|abc ")]
    [InlineData("auth0|äbc")]
    public async Task Users_who_differ_by_a_letters_case_or_a_blank_are_two(string other)
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("auth0|abc").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Empty(await bff.As(other).ListConnectionsAsync());
        Assert.Equal(404, (await bff.As(other).GetAsync($"/api/v1/connections/{linked.ConnectionId}")).Status);
        Assert.Equal(409, (await bff.As(other).ConnectAsync(SimulatedLogins.NoMfa.LoginId)).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1234567)]
    [InlineData(5000000)]
    public async Task An_instant_comes_back_as_it_was_and_is_compared_as_one(long ticks)
    {
        await using var bff = await BffHost.StartAsync();
        var instant = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(-5)).AddTicks(ticks);
        await using (var db = await ContextAsync(bff))
        {
            db.Keys.Add(new StoredKey { Name = "probe", Value = [1], CreatedAt = instant });
            await db.SaveChangesAsync(Token);
        }

        var stored = await bff.ReadAsync(db => db.Keys.SingleAsync(key => key.Name == "probe", Token));

        Assert.Equal(instant, stored.CreatedAt);
        Assert.Equal(TimeSpan.Zero, stored.CreatedAt.Offset);
        Assert.True(await bff.ReadAsync(db => db.Keys.AnyAsync(key => key.Name == "probe" && key.CreatedAt <= instant, Token)));
        Assert.False(await bff.ReadAsync(db => db.Keys.AnyAsync(key => key.Name == "probe" && key.CreatedAt < instant, Token)));
        var later = instant.AddTicks(1);
        Assert.True(await bff.ReadAsync(db => db.Keys.AnyAsync(key => key.Name == "probe" && key.CreatedAt < later, Token)));
    }

    [Fact]
    public async Task Instants_are_put_in_the_order_of_time()
    {
        await using var bff = await BffHost.StartAsync();
        DateTimeOffset[] instants = [.. new[] { 20_000_000, 0, 5, 5_000_000, 10_000_000, 4_999_999 }.Select(ticks => BffHost.Start.AddDays(-1).AddTicks(ticks))];
        await using (var db = await ContextAsync(bff))
        {
            db.Keys.AddRange(instants.Select((instant, index) => new StoredKey { Name = $"probe-{index}", Value = [1], CreatedAt = instant }));
            await db.SaveChangesAsync(Token);
        }

        var ordered = await bff.ReadAsync(db => db.Keys.Where(key => key.Name.StartsWith("probe-")).OrderBy(key => key.CreatedAt).Select(key => key.CreatedAt).ToListAsync(Token));

        Assert.Equal(instants.Order(), ordered);
    }

    [Fact]
    public async Task A_login_is_found_again_after_a_restart_and_by_another_instance()
    {
        await using var bff = await BffHost.StartAsync();
        var loginId = new LoginId(SimulatedLogins.NoMfa.LoginId);
        var before = bff.Services.GetRequiredService<LoginLookup>().Hash(loginId).Current;
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        await bff.RestartAsync();
        await using var another = await bff.StartAnotherAsync();
        var again = await another.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "cached" });

        Assert.Equal(before, bff.Services.GetRequiredService<LoginLookup>().Hash(loginId).Current);
        Assert.Equal(before, another.Services.GetRequiredService<LoginLookup>().Hash(loginId).Current);
        Assert.Equal((200, linked.ConnectionId), (again.Status, again.ConnectionId));
    }

    [Fact]
    public async Task Two_databases_hash_the_same_login_differently()
    {
        await using var one = await BffHost.StartAsync();
        await using var other = await BffHost.StartAsync();
        var loginId = new LoginId(SimulatedLogins.NoMfa.LoginId);

        Assert.NotEqual(one.Services.GetRequiredService<LoginLookup>().Hash(loginId).Current, other.Services.GetRequiredService<LoginLookup>().Hash(loginId).Current);
    }

    [Fact]
    public async Task What_is_sealed_for_one_column_opens_in_no_other()
    {
        await using var bff = await BffHost.StartAsync();
        var sealer = bff.Services.GetRequiredService<Sealer>();
        var sealedLogin = sealer.SealLogin(new LoginId(SimulatedLogins.NoMfa.LoginId));

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => sealer.OpenRequest(sealedLogin));
        Assert.Equal(SimulatedLogins.NoMfa.LoginId, sealer.OpenLogin(sealedLogin).Reveal());
        Assert.NotEqual(sealedLogin, sealer.SealLogin(new LoginId(SimulatedLogins.NoMfa.LoginId)));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_and_lets_the_next_one_in()
    {
        await using var bff = await BffHost.StartAsync();
        var database = bff.Services.GetRequiredService<Flinks.Bff.Platform.Persistence.Database>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync<int>(
            async db =>
            {
                db.Keys.Add(new StoredKey { Name = "half", Value = [1], CreatedAt = BffHost.Start });
                await db.SaveChangesAsync(Token);
                throw new InvalidOperationException();
            },
            Token));

        Assert.False(await bff.ReadAsync(db => db.Keys.AnyAsync(key => key.Name == "half", Token)));
        Assert.Equal(200, (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).Status);
    }

    private static Task<BffDbContext> ContextAsync(BffHost bff) =>
        bff.Services.GetRequiredService<IDbContextFactory<BffDbContext>>().CreateDbContextAsync(Token);
}
