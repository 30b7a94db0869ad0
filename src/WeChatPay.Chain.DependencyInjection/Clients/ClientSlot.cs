using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>Where the current client of a name stands. A changed configuration puts another one there, if it is valid.</summary>
internal sealed class ClientSlot : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _name;
    private readonly IOptionsFactory<WeChatPayClientOptions> _options;
    private readonly ILogger _logger;
    private readonly IDisposable? _changes;
    private volatile ClientGeneration? _current;

    public ClientSlot(ClientRegistration registration, IOptionsFactory<WeChatPayClientOptions> options, ILogger logger)
    {
        _name = registration.Name;
        _options = options;
        _logger = logger;
        _changes = registration.Configuration is { } configuration ? ChangeToken.OnChange(configuration.GetReloadToken, Reload) : null;
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
                return _current ??= Create();
            }
        }
    }

    public void Dispose() => _changes?.Dispose();

    // Nobody waits for it who could take an exception: it runs on the thread that noticed the change.
    private void Reload()
    {
        try
        {
            lock (_lock)
            {
                _current = Create();
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

    private ClientGeneration Create() => ClientGeneration.Create(_name, _options.Create(_name));
}
