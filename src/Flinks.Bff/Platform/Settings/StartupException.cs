namespace Flinks.Bff.Platform.Settings;

/// <summary>The host must not start. The message is one line, names what is wrong and holds no value of a setting.</summary>
public class StartupException(string message) : Exception(message);
