namespace WeChatPay.Chain.AspNetCore;

/// <summary>What a handler gets beside the notification.</summary>
public sealed class NotificationContext
{
    internal NotificationContext(string merchant, WeChatPayClient client, IServiceProvider services)
    {
        Merchant = merchant;
        Client = client;
        Services = services;
    }

    /// <summary>The name of the client that read the notification; empty for the default one.</summary>
    public string Merchant { get; }

    /// <summary>The merchant's client, to query an order or to repeat a refund.</summary>
    public WeChatPayClient Client { get; }

    /// <summary>The services of a scope that lives as long as the handler runs.</summary>
    public IServiceProvider Services { get; }
}
