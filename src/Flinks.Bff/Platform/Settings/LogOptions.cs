namespace Flinks.Bff.Platform.Settings;

/// <summary>What the log looks like. Bound from the <c>Logging</c> section, beside the framework's own <c>LogLevel</c>.</summary>
public sealed class LogOptions
{
    public const string Section = "Logging";

    /// <summary>Null: <see cref="LogFormat.Text"/> in Development, else <see cref="LogFormat.Json"/>.</summary>
    public LogFormat? Format { get; set; }
}

/// <summary>How an event becomes a line.</summary>
public enum LogFormat
{
    /// <summary>A JSON object, for whoever collects logs.</summary>
    Json,

    /// <summary>A readable line.</summary>
    Text,
}
