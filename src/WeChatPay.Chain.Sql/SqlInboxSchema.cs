using WeChatPay.Chain.Sql.Dialects;

namespace WeChatPay.Chain.Sql;

/// <summary>The tables of an inbox in a SQL database.</summary>
public static class SqlInboxSchema
{
    /// <summary>
    /// Gets the statements that create the tables <c>{prefix}inbox</c> and <c>{prefix}queue</c>, if they are missing. They are for a
    /// migration; <see cref="SqlInboxOptions.CreateTables"/> executes the same statements.
    /// </summary>
    /// <param name="dialect">The database.</param>
    /// <param name="tablePrefix">The <see cref="SqlInboxOptions.TablePrefix"/>.</param>
    /// <returns>The statements, which the database can execute as one batch.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="dialect"/> is unknown, or <paramref name="tablePrefix"/> is not a valid identifier.
    /// </exception>
    public static string GetScript(SqlDialect dialect, string tablePrefix = SqlInboxOptions.DefaultTablePrefix)
    {
        SqlInboxOptions.ValidateTablePrefix(tablePrefix, nameof(tablePrefix));
        return SqlStatements.Create(dialect, tablePrefix).Schema;
    }
}
