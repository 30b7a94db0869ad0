using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Where the current client of a name stands. A changed configuration puts another one there, if it is valid.</summary>
internal sealed class ClientSlot : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _name;
    private readonly ClientFactory _factory;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _changes;
    private volatile ClientGeneration? _current;

    /// <param name="name">The client's; empty for the default one.</param>
    /// <param name="changes">What tells that the configuration has changed.</param>
    /// <param name="factory">Makes the client.</param>
    /// <param name="logger">Takes what became of a change.</param>
    public ClientSlot(string name, IEnumerable<Func<IChangeToken>> changes, ClientFactory factory, ILogger logger)
    {
        _name = name;
        _factory = factory;
        _logger = logger;
        _changes = [.. changes.Select(change => ChangeToken.OnChange(change, Reload))];
    }

    /// <exception cref="OptionsValidationException">The configuration was wrong from the beginning.</exception>
    public ClientGeneration Current
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

    public void Dispose() => _changes.ForEach(change => change.Dispose());

    // Nobody waits for it who could take an exception: it runs on the thread that noticed the change.
    private void Reload()
    {
        try
        {
            lock (_lock)
            {
                _current = _factory.Create(_name);
            }
            ClientLog.Renewed(_logger, _name);
        }
        catch (Exception exception) when (exception is OptionsValidationException or ArgumentException)
        {
            ClientLog.KeptOld(_logger, _name, exception.Message);
        }
        catch (Exception exception)
        {
            ClientLog.KeptOldUnexpectedly(_logger, exception, _name);
        }
    }
}
