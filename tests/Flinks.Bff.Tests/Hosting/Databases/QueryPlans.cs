using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>Asks SQLite how it is going to answer the queries that have a word in them, just before it does.</summary>
public sealed class QueryPlans(string word) : DbCommandInterceptor
{
    private const int DetailAt = 3;

    private readonly ConcurrentQueue<string> _found = new();

    /// <summary>The plan of each query.</summary>
    public IReadOnlyCollection<string> Found => _found;

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains(word, StringComparison.Ordinal) && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
        {
            _found.Enqueue(await ExplainAsync(command, cancellationToken));
        }

        return result;
    }

    private static async Task<string> ExplainAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var explaining = command.Connection!.CreateCommand();
        explaining.Transaction = command.Transaction;
        explaining.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        foreach (DbParameter parameter in command.Parameters)
        {
            var copy = explaining.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            explaining.Parameters.Add(copy);
        }

        await using var steps = await explaining.ExecuteReaderAsync(cancellationToken);
        var plan = new List<string>();
        while (await steps.ReadAsync(cancellationToken))
        {
            plan.Add(steps.GetString(DetailAt));
        }

        return string.Join("; ", plan);
    }
}
