namespace WeChatPay.Chain.AspNetCore;

/// <summary>Provides a handler with the merchant of the notification and the services of its scope.</summary>
public sealed class NotificationContext
{
    internal NotificationContext(string merchant, WeChatPayClient client, IServiceProvider services)
    {
        Merchant = merchant;
        Client = client;
        Services = services;
    }

    /// <summary>Gets the registered name of the client that read the notification; empty for the default client.</summary>
    public string Merchant { get; }

    /// <summary>Gets the merchant's client, for example to query the order.</summary>
    public WeChatPayClient Client { get; }

    /// <summary>Gets the services of the scope, which is disposed when the handler has finished.</summary>
    public IServiceProvider Services { get; }
}
