using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>Records all log lines, of every level.</summary>
internal sealed class LogBook : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<Line> _lines = new();
    private readonly ConcurrentQueue<string> _categories = new();

    public IReadOnlyList<Line> Lines => [.. _lines];

    public IEnumerable<string> Categories => _categories.Distinct();

    /// <summary>The lines with all their values.</summary>
    public string Everything => string.Join('\n', _lines.Select(line => $"{line.Text} {line.Values}"));

    public ILogger CreateLogger(string categoryName)
    {
        _categories.Enqueue(categoryName);
        return this;
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(new Line(
            logLevel,
            eventId,
            formatter(state, exception),
            $"{string.Join(' ', (IEnumerable<KeyValuePair<string, object?>>)state!)} {exception}"));

    public void Dispose()
    {
        // Nothing to release.
    }

    internal sealed record Line(LogLevel Level, EventId Event, string Text, string Values);
}
