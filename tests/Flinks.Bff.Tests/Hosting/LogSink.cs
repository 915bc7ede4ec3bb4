using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.Tests.Hosting;

/// <summary>Keeps every log line, at every level, with its values.</summary>
[ProviderAlias(Alias)]
public sealed class LogSink : ILoggerProvider
{
    public const string Alias = "Sink";

    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyCollection<LogLine> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Writer(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(" ", pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
            lines.Enqueue(new LogLine(category, logLevel, $"{formatter(state, exception)} {values} {exception}"));
        }
    }
}

public sealed record LogLine(string Category, LogLevel Level, string Text);
