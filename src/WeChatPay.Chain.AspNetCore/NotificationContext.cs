namespace WeChatPay.Chain.AspNetCore;

/// <summary>Provides a handler with the merchant of the notification, its key and the services of its scope.</summary>
public sealed class NotificationContext
{
    internal NotificationContext(string merchant, WeChatPayClient client, IServiceProvider services, NotificationKey key, long attempt)
    {
        Merchant = merchant;
        Client = client;
        Services = services;
        Key = key;
        Attempt = attempt;
    }

    /// <summary>Gets the registered name of the client that read the notification; empty for the default client.</summary>
    public string Merchant { get; }

    /// <summary>Gets the merchant's client, for example to query the order.</summary>
    public WeChatPayClient Client { get; }

    /// <summary>Gets the services of the scope, which is disposed when the handler has finished.</summary>
    public IServiceProvider Services { get; }

    /// <summary>
    /// Gets the key of the notification: the same for each delivery and each attempt. A handler that must never take effect twice writes it
    /// into a unique column, in the transaction of its changes.
    /// </summary>
    public NotificationKey Key { get; }

    /// <summary>
    /// Gets the number of the attempt, from 1. It grows with each attempt that the inbox has recorded; one that ended with its process may
    /// not be counted.
    /// </summary>
    public long Attempt { get; }
}
