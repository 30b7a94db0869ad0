using System.Data.Common;
using MySqlConnector;

namespace WeChatPay.Chain.Sql.Tests.Support;

/// <summary>MariaDB on a free loopback port.</summary>
internal sealed class MariaDbServer : TestServer
{
    private const string User = "mysql";

    public MariaDbServer()
    {
        var program = InstalledProgram.Find("mariadb-server", "mariadbd", "/usr/sbin/mariadbd");
        var data = Path.Combine(Folder, "data");
        ServerProcess.Run(
            User,
            InstalledProgram.Find("mariadb-install-db"),
            "--no-defaults",
            $"--datadir={data}",
            "--auth-root-authentication-method=normal",
            "--innodb-log-file-size=4M");
        Process = new ServerProcess(
            User,
            program,
            "--no-defaults",
            $"--datadir={data}",
            $"--port={Port}",
            "--max-connections=500",
            "--bind-address=127.0.0.1",
            $"--socket={Path.Combine(Folder, "socket")}",
            $"--pid-file={Path.Combine(Folder, "pid")}",
            "--innodb-log-file-size=4M",
            "--innodb-flush-log-at-trx-commit=2",
            "--skip-name-resolve",
            "--init-file=" + WriteAccount());
        Start();
    }

    // An account without the privileges that ignore read-only mode.
    public override string ConnectionString => Through(Port);

    private string Administrator =>
        $"Server={Path.Combine(Folder, "socket")};ConnectionProtocol=Unix;User ID=root;Database=mysql;Pooling=false;ConnectionTimeout=3";

    public override string Through(int port) =>
        $"Server=127.0.0.1;Port={port};User ID=shop;Password=secret-of-the-shop;Database=shop;ConnectionTimeout=3;"
        + "DefaultCommandTimeout=10;CancellationTimeout=1";

    protected override ServerProcess Process { get; }

    public override DbDataSource CreateDataSource(string connectionString) => new MySqlDataSource(connectionString);

    public override Task SetReadOnlyAsync(bool isReadOnly) =>
        ExecuteAsync(Administrator, $"SET GLOBAL read_only = {(isReadOnly ? "ON" : "OFF")}");

    private string WriteAccount()
    {
        var path = Path.Combine(Folder, "init.sql");
        File.WriteAllText(
            path,
            """
            CREATE DATABASE IF NOT EXISTS shop;
            CREATE USER IF NOT EXISTS shop@'127.0.0.1' IDENTIFIED BY 'secret-of-the-shop';
            GRANT ALL ON shop.* TO shop@'127.0.0.1';

            """);
        return path;
    }
}
