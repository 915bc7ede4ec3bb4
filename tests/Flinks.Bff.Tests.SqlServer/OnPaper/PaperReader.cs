using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace Flinks.Bff.Tests.SqlServer.OnPaper;

/// <summary>A few result sets, each of one made-up row, or of none. A column is of whatever type it is read as; numbers are one, or nothing.</summary>
/// <param name="counts">Long numbers grow from result set to result set: rows that were inserted have different keys.</param>
internal sealed class PaperReader(bool hasRow, int value, bool counts = false) : DbDataReader
{
    /// <summary>More than any batch has.</summary>
    private const int ResultSets = 8;

    private bool _isRead;
    private int _resultSet = 1;

    public override int Depth => 0;

    /// <summary>More than any query selects.</summary>
    public override int FieldCount => 64;

    public override bool HasRows => hasRow;

    public override bool IsClosed => false;

    public override int RecordsAffected => hasRow ? 1 : 0;

    public override object this[int ordinal] => GetInt32(ordinal);

    public override object this[string name] => GetInt32(0);

    public override bool Read()
    {
        var reads = hasRow && !_isRead;
        _isRead = true;
        return reads;
    }

    public override bool NextResult()
    {
        _isRead = false;
        return ++_resultSet <= ResultSets;
    }

    public override T GetFieldValue<T>(int ordinal) =>
        typeof(T) == typeof(byte[]) ? (T)(object)new byte[32]
        : typeof(T) == typeof(Guid) ? (T)(object)GetGuid(ordinal)
        : typeof(T) == typeof(DateTime) ? (T)(object)GetDateTime(ordinal)
        : typeof(T) == typeof(string) ? (T)(object)GetString(ordinal)
        : typeof(T) == typeof(long) ? (T)(object)GetInt64(ordinal)
        : (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);

    public override bool GetBoolean(int ordinal) => value != 0;

    public override byte GetByte(int ordinal) => 1;

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

    public override char GetChar(int ordinal) => '1';

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

    public override string GetDataTypeName(int ordinal) => "int";

    public override DateTime GetDateTime(int ordinal) => new(2026, 3, 2, 14, 0, 0, DateTimeKind.Utc);

    public override decimal GetDecimal(int ordinal) => 1;

    public override double GetDouble(int ordinal) => 1;

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override Type GetFieldType(int ordinal) => typeof(int);

    public override float GetFloat(int ordinal) => 1;

    public override Guid GetGuid(int ordinal) => new("11111111-2222-3333-4444-555555555555");

    public override short GetInt16(int ordinal) => 1;

    public override int GetInt32(int ordinal) => value;

    public override long GetInt64(int ordinal) => counts ? value + _resultSet - 1 : value;

    public override string GetName(int ordinal) => $"c{ordinal}";

    public override int GetOrdinal(string name) => 0;

    /// <summary>An empty list in JSON: some columns hold one.</summary>
    public override string GetString(int ordinal) => "[]";

    public override object GetValue(int ordinal) => value;

    public override int GetValues(object[] values) => 0;

    public override bool IsDBNull(int ordinal) => false;
}
