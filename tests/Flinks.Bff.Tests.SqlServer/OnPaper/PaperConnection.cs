using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace Flinks.Bff.Tests.SqlServer.OnPaper;

/// <summary>A connection to a <see cref="PaperServer"/>.</summary>
internal sealed class PaperConnection(PaperServer server) : DbConnection
{
    private ConnectionState _state = ConnectionState.Closed;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=paper;Database=paper";

    public override string Database => "paper";

    public override string DataSource => "paper";

    public override string ServerVersion => "15.00.0000";

    public override ConnectionState State => _state;

    public override void ChangeDatabase(string databaseName)
    {
    }

    public override void Open() => _state = ConnectionState.Open;

    public override void Close() => _state = ConnectionState.Closed;

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new PaperTransaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new PaperCommand(server) { Connection = this };
}

/// <summary>Every commit succeeds.</summary>
internal sealed class PaperTransaction(DbConnection connection, IsolationLevel isolationLevel) : DbTransaction
{
    public override IsolationLevel IsolationLevel => isolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
    }

    public override void Rollback()
    {
    }
}

/// <summary>A command that is written down. Its parameters are SQL Server's own, because the provider sets their types.</summary>
internal sealed class PaperCommand(PaperServer server) : DbCommand
{
    private readonly SqlCommand _parameters = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery()
    {
        server.Ask(CommandText);
        return server.AnswersWithRow ? 1 : 0;
    }

    public override object? ExecuteScalar()
    {
        server.Ask(CommandText);
        return server.AnswersWithRow ? 1 : null;
    }

    protected override DbParameter CreateDbParameter() => new SqlParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        server.Ask(CommandText);
        return new PaperReader(server.AnswersWithRow || IsOfOneRow(), server.AnswersWithRow || Inserts > 0 ? 1 : 0, Inserts);
    }

    /// <summary>Whether there is any, how many there are, which is the latest: that has an answer even where there is nothing. And what was inserted a moment ago is there.</summary>
    private bool IsOfOneRow() => CommandText.StartsWith("SELECT CASE", StringComparison.Ordinal)
        || CommandText.StartsWith("SELECT COUNT", StringComparison.Ordinal)
        || CommandText.StartsWith("SELECT MAX", StringComparison.Ordinal)
        || Inserts > 0;

    /// <summary>Rows that are made by it and told of: they come first in a batch.</summary>
    private int Inserts => CommandText.Split("scope_identity()").Length + CommandText.Split("OUTPUT INSERTED").Length - 2;

    protected override void Dispose(bool disposing)
    {
        _parameters.Dispose();
        base.Dispose(disposing);
    }
}
