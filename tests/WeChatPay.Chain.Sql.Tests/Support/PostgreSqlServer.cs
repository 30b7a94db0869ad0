using System.Data.Common;
using Npgsql;

namespace WeChatPay.Chain.Sql.Tests.Support;

/// <summary>PostgreSQL on a free loopback port.</summary>
internal sealed class PostgreSqlServer : TestServer
{
    private const string User = "postgres";

    public PostgreSqlServer()
    {
        // Debian keeps the server off the PATH.
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin", "postgres"))
            : [];
        var program = InstalledProgram.Find(["postgresql", "postgres", .. installed]);
        var bin = Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)!;
        var data = Path.Combine(Folder, "data");
        ServerProcess.Run(User, Path.Combine(bin, "initdb"), "-D", data, "-U", User, "-A", "trust", "-N");
        Process = new ServerProcess(
            User,
            Path.Combine(bin, "postgres"),
            ["-D", data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-k", data, "-c", "fsync=off", "-c", "max_connections=500"]);
        Start();
    }

    public override string ConnectionString => Through(Port);

    public override string Through(int port) =>
        $"Host=127.0.0.1;Port={port};Username={User};Database=postgres;Timeout=3;Command Timeout=10;Cancellation Timeout=500";

    protected override ServerProcess Process { get; }

    public override DbDataSource CreateDataSource(string connectionString) => NpgsqlDataSource.Create(connectionString);

    public override Task SetReadOnlyAsync(bool isReadOnly) => ExecuteAsync(
        ConnectionString,
        $"ALTER SYSTEM SET default_transaction_read_only = {(isReadOnly ? "on" : "off")}; SELECT pg_reload_conf()");
}
