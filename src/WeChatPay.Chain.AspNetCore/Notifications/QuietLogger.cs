using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>
/// A logger that never throws. The text of a handler's exception is the application's code, and so may the logging provider be.
/// </summary>
internal sealed class QuietLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // What happens to the notification matters more than the line about it.
        }
    }
}
