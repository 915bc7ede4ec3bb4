using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Flinks.Bff.Tests.SqlServer.OnPaper;

/// <summary>The language of SQL Server 2019, the oldest that is spoken to.</summary>
internal static class TransactSql
{
    /// <summary>What SQL Server's own parser would complain of; batches may be parted by GO.</summary>
    public static IReadOnlyList<string> Complaints(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return [.. errors.Select(error => $"{error.Line}:{error.Column}: {error.Message} in {sql}")];
    }
}
