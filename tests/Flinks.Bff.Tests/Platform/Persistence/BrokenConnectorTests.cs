using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Flinks.Bff.Platform.Persistence.PostgreSql;
using Npgsql;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>What Npgsql says when it stumbles over its own broken connection is told from faults of ours that look alike.</summary>
public sealed class BrokenConnectorTests
{
    [Fact]
    public void A_null_that_Npgsql_fell_over_is_a_broken_connection()
    {
        // A connector that was never made whole: its members are null, as those of one that has been taken apart.
        var reader = RuntimeHelpers.GetUninitializedObject(typeof(NpgsqlDataReader));

        var fall = Assert.Throws<NullReferenceException>(() => ((NpgsqlDataReader)reader).NextResult());

        Assert.True(BrokenConnector.IsCauseOf(fall));
    }

    [Fact]
    public void What_others_disposed_of_or_forgot_is_a_fault_like_any_other()
    {
        ImmutableArray<int> nothing = default;

        Assert.False(BrokenConnector.IsCauseOf(Assert.Throws<NullReferenceException>(() => nothing.Length)));
        Assert.False(BrokenConnector.IsCauseOf(Thrown(() => throw new ObjectDisposedException(typeof(ManualResetEventSlim).FullName))));
        Assert.False(BrokenConnector.IsCauseOf(Thrown(() => throw new TargetInvocationException(null))));
        Assert.False(BrokenConnector.IsCauseOf(null));
    }

    [Fact]
    public void A_data_source_that_we_disposed_of_ourselves_stays_disposed()
    {
        var source = NpgsqlDataSource.Create("Host=127.0.0.1;Username=nobody");
        source.Dispose();

        Assert.False(BrokenConnector.IsCauseOf(Thrown(() => source.OpenConnection())));
    }

    private static Exception Thrown(Action act) => Record.Exception(act) ?? throw new InvalidOperationException("Nothing was thrown.");
}
