using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>One slot for each client that was registered.</summary>
internal sealed class WeChatPayClients : IWeChatPayClients, IDisposable
{
    private readonly Dictionary<string, ClientSlot> _slots = new(StringComparer.OrdinalIgnoreCase);

    public WeChatPayClients(IEnumerable<ClientRegistration> registrations, IOptionsFactory<WeChatPayClientOptions> options, ILogger<IWeChatPayClients> logger)
    {
        foreach (var registration in registrations)
        {
            _slots.Add(registration.Name, new ClientSlot(registration, options, logger));
        }
    }

    public IReadOnlyCollection<string> Names => _slots.Keys;

    /// <summary>The names, as messages say them.</summary>
    public string Registered => string.Join(", ", Names.Select(Quoted));

    public WeChatPayClient Get(string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name)?.Client ?? throw new ArgumentException(
            $"{Quoted(name)} was not registered. Registered: {Registered}. Add it with services.AddWeChatPay.", nameof(name));
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

    private static string Quoted(string name) => name.Length == 0 ? "The default client" : $"'{name}'";
}
