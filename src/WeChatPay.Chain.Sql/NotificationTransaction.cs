using System.Data.Common;

namespace WeChatPay.Chain.Sql;

/// <summary>
/// The open transaction in which a handler runs: what the handler writes in it is committed together with the record that the notification
/// was handled, or not at all. Resolve it from the services of the handler's scope.
/// </summary>
/// <remarks>
/// The inbox commits and rolls back; a handler must do neither, nor close the connection. A handler must not ignore an error of the
/// database, which may have rolled the transaction back.
/// </remarks>
public sealed class NotificationTransaction
{
    /// <summary>Initializes a transaction, for example to test a handler.</summary>
    /// <param name="connection">The open connection.</param>
    /// <param name="transaction">The transaction of the connection.</param>
    public NotificationTransaction(DbConnection connection, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(transaction);
        Connection = connection;
        Transaction = transaction;
    }

    /// <summary>Gets the open connection.</summary>
    public DbConnection Connection { get; }

    /// <summary>Gets the transaction, which each command on the connection needs.</summary>
    public DbTransaction Transaction { get; }
}
