using System.Data.Common;

namespace WeChatPay.Chain.Sql.Tests.Support;

/// <summary>A database server with an empty database.</summary>
internal abstract class TestServer : IDisposable
{
    public int Port { get; } = ServerProcess.FreePort();

    public abstract string ConnectionString { get; }

    protected string Folder { get; } = CreateFolder();

    public abstract DbDataSource CreateDataSource(string connectionString);

    protected abstract ServerProcess Process { get; }

    /// <summary>Starts the server, and waits until it accepts connections.</summary>
    public void Start()
    {
        Process.Start();
        WaitUntilReady(ConnectionString);
    }

    /// <summary>Ends the server as a crash of the machine does.</summary>
    public void Kill() => Process.Kill();

    public void Freeze() => Process.Freeze();

    public void Thaw() => Process.Thaw();

    /// <summary>Connects as an administrator, who can switch to read-only mode and back.</summary>
    public abstract Task SetReadOnlyAsync(bool isReadOnly);

    /// <summary>The connection string of a client that reaches the server over another port.</summary>
    public abstract string Through(int port);

    public void Dispose()
    {
        Kill();
        Directory.Delete(Folder, recursive: true);
    }

    protected async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var source = CreateDataSource(connectionString);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private void WaitUntilReady(string connectionString)
    {
        using var source = CreateDataSource(connectionString);
        var deadline = Environment.TickCount64 + 60_000;
        while (true)
        {
            try
            {
                using var connection = source.OpenConnection();
                return;
            }
            catch (DbException) when (Environment.TickCount64 < deadline)
            {
                Thread.Sleep(50);
            }
        }
    }

    // The server runs as another user.
    private static string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("wechatpay-sql-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        }
        return folder;
    }
}
