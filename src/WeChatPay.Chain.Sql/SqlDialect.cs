namespace WeChatPay.Chain.Sql;

/// <summary>The database that an inbox uses.</summary>
public enum SqlDialect
{
    /// <summary>PostgreSQL 10 or later, with the provider Npgsql.</summary>
    PostgreSql = 0,

    /// <summary>MySQL 5.7 or later, or MariaDB 10.3 or later, with the provider MySqlConnector.</summary>
    MySql = 1,

    /// <summary>SQL Server 2016 or later, or Azure SQL, with the provider Microsoft.Data.SqlClient.</summary>
    SqlServer = 2,

    /// <summary>SQLite 3.24 or later, with the provider Microsoft.Data.Sqlite.</summary>
    Sqlite = 3,
}
