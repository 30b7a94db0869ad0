using System.Data.Common;
using Microsoft.Data.Sqlite;
using WeChatPay.Chain.Sql;

namespace Webshop.Orders;

/// <summary>
/// Stores orders in SQLite. A state changes only from the state before it, in a single statement, so that of two concurrent changes only
/// one takes effect. Within a transaction, all of a store's changes take effect when it is committed.
/// </summary>
internal sealed class OrderStore : IDisposable
{
    private readonly string _connectionString;
    private readonly ShopSettings _settings;
    private readonly SqliteConnection? _current;

    public OrderStore(ShopSettings settings)
    {
        _settings = settings;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = settings.Database }.ToString();
        PrivateFile.Create(settings.Database);
        Execute("""
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS orders
            (
                number         TEXT PRIMARY KEY,
                goods          TEXT NOT NULL,
                description    TEXT NOT NULL,
                fen            INTEGER NOT NULL CHECK (fen > 0),
                created        INTEGER NOT NULL,
                state          TEXT NOT NULL,
                code_url       TEXT,
                transaction_id TEXT UNIQUE
            );
            CREATE TABLE IF NOT EXISTS sold (goods TEXT PRIMARY KEY, pieces INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS refunds (number TEXT PRIMARY KEY, status TEXT NOT NULL);
            """);
    }

    private OrderStore(OrderStore outer, SqliteConnection current)
    {
        _settings = outer._settings;
        _connectionString = outer._connectionString;
        _current = current;
    }

    /// <summary>The database, also of the inbox for notifications.</summary>
    public DbDataSource DataSource => SqliteFactory.Instance.CreateDataSource(_connectionString);

    /// <returns>The same orders within the transaction of a notification, whose commit also records that it was handled.</returns>
    public OrderStore Within(NotificationTransaction transaction) => new(this, (SqliteConnection)transaction.Connection);

    public void Add(Order order) => Execute(
        "INSERT INTO orders (number, goods, description, fen, created, state) "
        + "VALUES (@number, @goods, @description, @fen, @created, @state)",
        ("@number", order.Number),
        ("@goods", order.GoodsId),
        ("@description", order.Description),
        ("@fen", order.Fen),
        ("@created", order.Created.ToUnixTimeSeconds()),
        ("@state", $"{order.State}"));

    public Order? Find(string number) => Read("WHERE number = @number", ("@number", number)).FirstOrDefault();

    /// <summary>Finds the orders whose state on the platform may have changed.</summary>
    public IReadOnlyList<Order> FindOpen(DateTimeOffset createdBefore) =>
        Read(
            "WHERE state IN ('Waiting', 'Refunding') AND created < @before ORDER BY created",
            ("@before", createdBefore.ToUnixTimeSeconds()));

    public void SetCodeUrl(string number, string codeUrl) =>
        Execute("UPDATE orders SET code_url = @url WHERE number = @number", ("@url", codeUrl), ("@number", number));

    /// <summary>Records the status of the refund. <c>SUCCESS</c> is final, because an older message can arrive later.</summary>
    public void SetRefundStatus(string number, string status) => Execute(
        "INSERT INTO refunds (number, status) VALUES (@number, @status) "
        + "ON CONFLICT (number) DO UPDATE SET status = excluded.status WHERE status <> 'SUCCESS'",
        ("@number", number), ("@status", status));

    /// <summary>Marks the order as paid and counts the sale, once and in one transaction.</summary>
    /// <returns>Whether the order was waiting for its payment.</returns>
    public bool MarkPaid(Order order, string transactionId)
    {
        if (_current is not null)
        {
            return MarkPaid(_current, order, transactionId);
        }
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        var isPaid = MarkPaid(connection, order, transactionId);
        transaction.Commit();
        return isPaid;
    }

    private static bool MarkPaid(SqliteConnection connection, Order order, string transactionId)
    {
        var changed = Execute(
            connection,
            "UPDATE orders SET state = 'Paid', transaction_id = @id WHERE number = @number AND state = 'Waiting'",
            ("@id", transactionId),
            ("@number", order.Number));
        if (changed == 1)
        {
            Execute(
                connection,
                "INSERT INTO sold VALUES (@goods, 1) ON CONFLICT (goods) DO UPDATE SET pieces = pieces + 1",
                ("@goods", order.GoodsId));
        }
        return changed == 1;
    }

    /// <returns>Whether the order was in the state <paramref name="from"/>.</returns>
    public bool Move(string number, OrderState from, OrderState to) =>
        Execute(
            "UPDATE orders SET state = @to WHERE number = @number AND state = @from",
            ("@to", $"{to}"),
            ("@number", number),
            ("@from", $"{from}")) == 1;

    /// <summary>Returns the number of pieces sold, by the ID of the goods.</summary>
    public IReadOnlyDictionary<string, long> CountSold()
    {
        using var opened = OpenUnlessCurrent();
        using var command = CreateCommand(_current ?? opened!, "SELECT goods, pieces FROM sold");
        using var reader = command.ExecuteReader();
        var sold = new Dictionary<string, long>();
        while (reader.Read())
        {
            sold.Add(reader.GetString(0), reader.GetInt64(1));
        }
        return sold;
    }

    public void Dispose()
    {
        if (_settings.IsTemporary)
        {
            SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
            File.Delete(_settings.Database);
        }
    }

    private List<Order> Read(string condition, params (string Name, object Value)[] parameters)
    {
        using var opened = OpenUnlessCurrent();
        using var command = CreateCommand(
            _current ?? opened!,
            $"SELECT orders.*, refunds.status AS refund_status FROM orders LEFT JOIN refunds USING (number) {condition}",
            parameters);
        using var reader = command.ExecuteReader();
        var orders = new List<Order>();
        while (reader.Read())
        {
            orders.Add(new Order
            {
                Number = reader.GetString(reader.GetOrdinal("number")),
                GoodsId = reader.GetString(reader.GetOrdinal("goods")),
                Description = reader.GetString(reader.GetOrdinal("description")),
                Fen = reader.GetInt64(reader.GetOrdinal("fen")),
                Created = DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(reader.GetOrdinal("created"))),
                State = Enum.Parse<OrderState>(reader.GetString(reader.GetOrdinal("state"))),
                CodeUrl = reader["code_url"] as string,
                TransactionId = reader["transaction_id"] as string,
                RefundStatus = reader["refund_status"] as string,
            });
        }
        return orders;
    }

    private int Execute(string sql, params (string Name, object Value)[] parameters)
    {
        using var opened = OpenUnlessCurrent();
        return Execute(_current ?? opened!, sql, parameters);
    }

    private static int Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = CreateCommand(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    private SqliteConnection? OpenUnlessCurrent() => _current is null ? Connect() : null;

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    // The command is part of the transaction of its connection.
    private static SqliteCommand CreateCommand(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }
        return command;
    }
}
