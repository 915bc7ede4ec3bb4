using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Persistence.PostgreSql;
using Flinks.Bff.Platform.Persistence.Sqlite;
using Flinks.Bff.Platform.Persistence.SqlServer;
using Flinks.Bff.Platform.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Flinks.Bff.Tests.Rules;

/// <summary>One model for three databases.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Providers => [.. Contexts.Keys];

    private static Dictionary<string, Func<BffDbContext>> Contexts { get; } = new()
    {
        ["Sqlite"] = static () => new SqliteDesignTime().CreateDbContext([]),
        ["SqlServer"] = static () => new SqlServerDesignTime().CreateDbContext([]),
        ["PostgreSql"] = static () => new PostgreSqlDesignTime().CreateDbContext([]),
    };

    [Theory]
    [MemberData(nameof(Providers))]
    public void No_change_of_the_model_lacks_its_migration(string provider)
    {
        using var db = Contexts[provider]();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_database_has_the_same_tables_columns_and_keys(string provider)
    {
        using var db = Contexts[provider]();
        using var sqlite = Contexts["Sqlite"]();

        Assert.Equal(Described(sqlite), Described(db));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Users_logins_and_keys_are_compared_as_bytes(string provider)
    {
        using var db = Contexts[provider]();

        var hashes = Entities(db).SelectMany(entity => entity.GetProperties()).Where(property => property.Name is "UserKey" || property.Name.EndsWith("Hash", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(hashes);
        Assert.All(hashes, property => Assert.Contains(property.GetColumnType(), new[] { "BLOB", "varbinary(32)", "bytea" }));
    }

    [Fact]
    public void Only_a_number_clusters_a_table_of_SQL_Server_by_its_key()
    {
        using var db = Contexts["SqlServer"]();

        var clustered = Entities(db).Where(entity => entity.FindPrimaryKey()?.IsClustered() != false).Select(entity => entity.ClrType.Name);

        // Nor by a random one, but where a table has as few rows as there are instances.
        Assert.Equal([nameof(AuditEntry), nameof(StoredKey), nameof(Instance)], clustered);
    }

    [Fact]
    public void What_is_unique_where_it_is_set_may_be_unset_many_times_on_SQL_Server()
    {
        using var db = Contexts["SqlServer"]();

        var nullable = Entities(db).SelectMany(entity => entity.GetIndexes()).Where(index => index.IsUnique && index.Properties.Any(property => property.IsNullable)).ToList();

        Assert.NotEmpty(nullable);
        Assert.All(nullable, index => Assert.Contains("IS NOT NULL", index.GetFilter(), StringComparison.Ordinal));
    }

    /// <summary>Of the model as migrations see it: what a running host keeps of it is less.</summary>
    private static IEnumerable<IEntityType> Entities(BffDbContext db) => db.GetService<IDesignTimeModel>().Model.GetEntityTypes();

    private static List<string> Described(BffDbContext db) =>
    [
        .. from entity in Entities(db)
           from line in Columns(entity).Concat(Keys(entity))
           orderby line
           select line,
    ];

    private static IEnumerable<string> Columns(IEntityType entity) => entity.GetProperties().Select(property =>
        $"{entity.GetTableName()}.{property.GetColumnName()}: {property.ClrType.Name}, null {property.IsNullable}, most {property.GetMaxLength()}, guards {property.IsConcurrencyToken}");

    private static IEnumerable<string> Keys(IEntityType entity) =>
    [
        .. entity.GetKeys().Select(key => $"{entity.GetTableName()} key {Names(key.Properties)}"),
        .. entity.GetIndexes().Where(index => index.IsUnique).Select(index => $"{entity.GetTableName()} unique {Names(index.Properties)}"),
    ];

    private static string Names(IEnumerable<IReadOnlyProperty> properties) => string.Join(" ", properties.Select(property => property.Name));
}
