using WeChatPay.Chain.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>The registered clients, by names whose case does not matter: they come from URLs.</summary>
internal sealed class Merchants(IWeChatPayClients clients)
{
    public IReadOnlyCollection<string> Names => clients.Names;

    /// <summary>The names, as messages say them.</summary>
    public string Registered => string.Join(", ", Names.Select(name => name.Length == 0 ? "The default client" : $"'{name}'"));

    /// <returns>Null when no client of that name was registered.</returns>
    public Merchant? Find(string name) =>
        Names.FirstOrDefault(registered => registered.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } registered
            ? new Merchant(registered, clients.Get(registered))
            : null;
}
