using Serilog;
using Serilog.Events;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>Reads <c>Logging:LogLevel</c>, with a floor under the categories that print addresses, queries and arguments of actions.</summary>
public static class LogLevels
{
    private const string Setting = "Logging:LogLevel";

    /// <summary>Never below Warning, whatever is configured: a loginId stands in some addresses of Flinks, and a confused caller may put one into ours.</summary>
    private static readonly string[] Talkative = ["Microsoft.AspNetCore", "System.Net.Http"];

    public static LoggerConfiguration FollowSettings(this LoggerConfiguration logger, IConfiguration configuration)
    {
        var levels = configuration.GetSection(Setting).GetChildren()
            .Select(level => (Category: level.Key, Level: Parse(level.Value)))
            .ToList();

        logger.MinimumLevel.Is(levels.Find(level => level.Category == "Default").Level ?? LogEventLevel.Information);
        foreach (var (category, level) in levels.Where(level => level.Category != "Default"))
        {
            logger.MinimumLevel.Override(category, Raise(category, level ?? LogEventLevel.Information));
        }

        foreach (var category in Talkative.Where(category => !levels.Exists(level => level.Category == category)))
        {
            logger.MinimumLevel.Override(category, LogEventLevel.Warning);
        }

        return logger;
    }

    private static LogEventLevel Raise(string category, LogEventLevel level) =>
        level < LogEventLevel.Warning && Array.Exists(Talkative, floor => category == floor || category.StartsWith($"{floor}.", StringComparison.Ordinal))
            ? LogEventLevel.Warning
            : level;

    private static LogEventLevel? Parse(string? level) => Enum.TryParse<LogLevel>(level, ignoreCase: true, out var parsed)
        ? parsed switch
        {
            LogLevel.Trace => LogEventLevel.Verbose,
            LogLevel.Debug => LogEventLevel.Debug,
            LogLevel.Information => LogEventLevel.Information,
            LogLevel.Warning => LogEventLevel.Warning,
            LogLevel.Error => LogEventLevel.Error,
            // Serilog cannot be silent; only what ends the process is left.
            _ => LogEventLevel.Fatal,
        }
        : null;
}
