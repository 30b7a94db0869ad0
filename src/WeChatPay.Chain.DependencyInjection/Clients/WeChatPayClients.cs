using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>The registered clients by name.</summary>
internal sealed class WeChatPayClients : IWeChatPayClients, IDisposable
{
    private readonly Dictionary<string, ReloadableClient> _clients = new(StringComparer.OrdinalIgnoreCase);

    public WeChatPayClients(
        IEnumerable<ClientRegistration> registrations,
        IEnumerable<IOptionsChangeTokenSource<WeChatPayClientOptions>> sources,
        ClientFactory factory,
        ILogger<IWeChatPayClients> logger)
    {
        foreach (var registration in registrations)
        {
            var changes = GetChangeTokenSources(registration, sources);
            _clients.Add(registration.Name, new ReloadableClient(registration.Name, changes, factory, logger));
        }
    }

    public IReadOnlyCollection<string> Names => _clients.Keys;

    public WeChatPayClient Get(string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name)?.Client ?? throw new ArgumentException(
            $"The WeChat Pay client {FormatName(name)} is not registered. Registered: {string.Join(", ", Names.Select(FormatName))}. "
            + "Register it with services.AddWeChatPay.",
            nameof(name));
    }

    /// <returns><see langword="null"/> if no client of that name is registered.</returns>
    public ClientInstance? Find(string name) => _clients.GetValueOrDefault(name)?.Current;

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    // services.Configure adds a source for each section that an application binds itself.
    private static IEnumerable<Func<IChangeToken>> GetChangeTokenSources(
        ClientRegistration registration, IEnumerable<IOptionsChangeTokenSource<WeChatPayClientOptions>> sources)
    {
        var changes = sources
            .Where(source => (source.Name ?? Options.DefaultName) == registration.Name)
            .Select(source => (Func<IChangeToken>)source.GetChangeToken);
        return registration.Configuration is { } configuration ? changes.Append(configuration.GetReloadToken) : changes;
    }

    private static string FormatName(string name) => name.Length == 0 ? "(default)" : $"'{name}'";
}
