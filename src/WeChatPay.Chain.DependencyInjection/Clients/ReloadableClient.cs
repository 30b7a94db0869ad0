using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Holds the current client of a name, and replaces it when the configuration changes and is valid.</summary>
internal sealed class ReloadableClient : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _name;
    private readonly ClientFactory _factory;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _registrations;
    private volatile ClientInstance? _current;

    /// <param name="name">The name; empty for the default client.</param>
    /// <param name="changes">The sources of change notifications.</param>
    /// <param name="factory">Creates the client.</param>
    /// <param name="logger">Logs the result of a change.</param>
    public ReloadableClient(string name, IEnumerable<Func<IChangeToken>> changes, ClientFactory factory, ILogger logger)
    {
        _name = name;
        _factory = factory;
        _logger = logger;
        _registrations = [.. changes.Select(change => ChangeToken.OnChange(change, Reload))];
    }

    /// <exception cref="OptionsValidationException">The configuration was never valid.</exception>
    public ClientInstance Current
    {
        get
        {
            if (_current is { } current)
            {
                return current;
            }
            lock (_lock)
            {
                return _current ??= _factory.Create(_name);
            }
        }
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    // Runs on the thread that detected the change, where nothing would catch an exception.
    private void Reload()
    {
        try
        {
            lock (_lock)
            {
                _current = _factory.Create(_name);
            }
            ClientLog.Replaced(_logger, _name);
        }
        catch (Exception exception) when (exception is OptionsValidationException or ArgumentException)
        {
            ClientLog.Invalid(_logger, _name, exception.Message);
        }
        catch (Exception exception)
        {
            ClientLog.Failed(_logger, exception, _name);
        }
    }
}
