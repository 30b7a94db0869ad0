using System.Data;
using System.Data.Common;
using WeChatPay.Chain.Sql.Inbox;

namespace WeChatPay.Chain.Sql.Database;

/// <summary>Creates commands.</summary>
internal static class DbConnectionExtensions
{
    /// <summary>Creates a command with parameters, whose names begin with <c>@</c> in all dialects.</summary>
    public static DbCommand CreateCommand(
        this DbConnection connection, string text, DbTransaction? transaction, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            if (value is KeyHash hash)
            {
                // The type of the column; SQL Server would not use the index for any other.
                parameter.DbType = DbType.AnsiStringFixedLength;
                parameter.Size = KeyHash.Length;
                parameter.Value = hash.Hex;
            }
            else
            {
                parameter.Value = value;
            }
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
