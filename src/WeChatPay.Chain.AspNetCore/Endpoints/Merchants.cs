using WeChatPay.Chain.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>The registered clients by name. Names come from URLs, so they are compared without case.</summary>
internal sealed class Merchants(IWeChatPayClients clients)
{
    public IReadOnlyCollection<string> Names => clients.Names;

    /// <summary>The names as they appear in messages.</summary>
    public string DisplayNames => string.Join(", ", Names.Select(name => name.Length == 0 ? "the default client" : $"'{name}'"));

    /// <returns><see langword="null"/> if no client of that name is registered.</returns>
    public Merchant? Find(string name) =>
        Names.FirstOrDefault(registered => registered.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } registered
            ? new Merchant(registered, clients.Get(registered))
            : null;
}
