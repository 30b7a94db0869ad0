namespace WeChatPay.Chain.Sql.Inbox;

/// <summary>Holds the transaction of the handler for its service scope.</summary>
internal sealed class HandlerScope
{
    private NotificationTransaction? _transaction;

    public NotificationTransaction Transaction
    {
        get => _transaction ?? throw new InvalidOperationException(
            "There is a NotificationTransaction only in the service scope of a handler that a SQL inbox runs. "
            + "Resolve it from the services of the NotificationContext or from the constructor of the handler.");
        set => _transaction = value;
    }
}
