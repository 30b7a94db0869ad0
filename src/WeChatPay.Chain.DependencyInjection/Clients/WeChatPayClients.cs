using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>One slot for each client that was registered.</summary>
internal sealed class WeChatPayClients : IWeChatPayClients, IDisposable
{
    private readonly Dictionary<string, ClientSlot> _slots = new(StringComparer.OrdinalIgnoreCase);

    public WeChatPayClients(
        IEnumerable<ClientRegistration> registrations,
        IEnumerable<IOptionsChangeTokenSource<WeChatPayClientOptions>> sources,
        ClientFactory factory,
        ILogger<IWeChatPayClients> logger)
    {
        foreach (var registration in registrations)
        {
            _slots.Add(registration.Name, new ClientSlot(registration.Name, ChangesOf(registration, sources), factory, logger));
        }
    }

    public IReadOnlyCollection<string> Names => _slots.Keys;

    public WeChatPayClient Get(string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name)?.Client ?? throw new ArgumentException(
            $"{Quoted(name)} was not registered. Registered: {string.Join(", ", Names.Select(Quoted))}. Add it with services.AddWeChatPay.", nameof(name));
    }

    /// <returns>Null when no client of that name was registered.</returns>
    public ClientGeneration? Find(string name) => _slots.GetValueOrDefault(name)?.Current;

    public void Dispose()
    {
        foreach (var slot in _slots.Values)
        {
            slot.Dispose();
        }
    }

    // An application that binds a section of its own with services.Configure gets a source with it.
    private static IEnumerable<Func<IChangeToken>> ChangesOf(ClientRegistration registration, IEnumerable<IOptionsChangeTokenSource<WeChatPayClientOptions>> sources)
    {
        var changes = sources.Where(source => (source.Name ?? Options.DefaultName) == registration.Name).Select(source => (Func<IChangeToken>)source.GetChangeToken);
        return registration.Configuration is { } configuration ? changes.Append(configuration.GetReloadToken) : changes;
    }

    private static string Quoted(string name) => name.Length == 0 ? "The default client" : $"'{name}'";
}
