namespace WeChatPay.Chain.Sql.Tests.Support;

/// <summary>One server of each kind for all tests. Each test uses its own tables.</summary>
internal static class SharedServers
{
    private static readonly Lazy<TestServer> _postgreSql = new(() => new PostgreSqlServer());
    private static readonly Lazy<TestServer> _mariaDb = new(() => new MariaDbServer());

    /// <returns>The server; SQLite needs none.</returns>
    public static TestServer? Of(SqlDialect dialect) => dialect switch
    {
        SqlDialect.PostgreSql => _postgreSql.Value,
        SqlDialect.MySql => _mariaDb.Value,
        _ => null,
    };

    public static void Stop()
    {
        foreach (var server in (Lazy<TestServer>[])[_postgreSql, _mariaDb])
        {
            try
            {
                if (server.IsValueCreated)
                {
                    server.Value.Dispose();
                }
            }
            catch (IgnoreException)
            {
                // The server is not installed.
            }
        }
    }
}
