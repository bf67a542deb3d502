using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>One SQL statement, prepared once and run many times with other values. Not thread-safe.</summary>
internal sealed class SqliteStatement
{
    private readonly SqliteCommand command;

    /// <param name="parameters">The names in the order of the values.</param>
    public SqliteStatement(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the callers.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
    }

    /// <returns>How many rows it changed.</returns>
    public int Execute(params ReadOnlySpan<object?> values) => With(values).ExecuteNonQuery();

    /// <returns>The first value of the first row; null if there is no row, or the value is NULL.</returns>
    public object? Scalar(params ReadOnlySpan<object?> values) =>
        With(values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>Reads each row.</summary>
    public List<T> Read<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = With(values).ExecuteReader();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private SqliteCommand With(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
